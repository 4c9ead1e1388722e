using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What can be said of a box at all.</summary>
static class BoxChecks
{
    const int LongestDatabase = 50;
    const int ShortestSerial = 4;
    const int LongestSerial = 32;
    const int MostUsers = 1_000_000;

    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Refuses what no box of the PBX's platform and state can be.</summary>
    public static void Check(Pbx pbx, SandboxPbxUpdate body)
    {
        if (body == new SandboxPbxUpdate()) throw Refusal.Invalid("The body sets nothing.", "Name at least one member with its value.");
        string[] onTheBox = [.. OnTheBox(body)];
        if (pbx.Platform == Platform.Cloud && onTheBox.Length > 0)
            throw Refusal.Invalid($"'{pbx.Name}' is a Cloud PBX, which has no {string.Join(", ", onTheBox.Select(name => $"'{name}'"))}.", "Cloud PBXs take wmsVersion, database, databaseBytes and assignedUsers.");
        if (pbx.State == PbxState.Migrated && onTheBox.Length > 0) throw Refusal.Migrated(pbx);
        CheckValues(body);
    }

    static void CheckValues(SandboxPbxUpdate body)
    {
        if (body.Activated == false) throw Refusal.Invalid("'activated' is false.", "Leave it out: an activation can't be undone.");
        if (body.LastRenewal < Earliest || body.LastRenewal > Latest) throw Refusal.Invalid(FormattableString.Invariant($"'lastRenewal' is {body.LastRenewal:O}."), FormattableString.Invariant($"Give a moment from {Earliest:yyyy} to {Latest:yyyy}."));
        if (body.DatabaseBytes < 0) throw Refusal.Invalid(FormattableString.Invariant($"'databaseBytes' is {body.DatabaseBytes}."), "Give a number of bytes from 0.");
        if (body.Database is { } database && database.Trim().Length is 0 or > LongestDatabase) throw Refusal.Invalid("'database' is no name of an engine.", "Give a name such as SQLite3 or MySQL.");
        if (body.AssignedUsers?.FirstOrDefault(count => count.Value is < 0 or > MostUsers) is { Key: { } profile } users)
            throw Refusal.Invalid(FormattableString.Invariant($"'assignedUsers' has {users.Value} for {profile}."), FormattableString.Invariant($"Give numbers from 0 to {MostUsers}."));
        if (body.Serial?.Trim() is { } serial && (serial.Length is < ShortestSerial or > LongestSerial || !serial.All(char.IsAsciiLetterOrDigit)))
            throw Refusal.Invalid("'serial' is no serial.", FormattableString.Invariant($"Give {ShortestSerial} to {LongestSerial} letters and digits, such as 2211000011b3."));
    }

    static IEnumerable<string> OnTheBox(SandboxPbxUpdate body)
    {
        if (body.Online is not null) yield return "online";
        if (body.LastRenewal is not null) yield return "lastRenewal";
        if (body.Activated is not null) yield return "activated";
        if (body.Serial is not null) yield return "serial";
    }
}
