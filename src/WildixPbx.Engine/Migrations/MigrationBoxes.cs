using System.Text.RegularExpressions;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Migrations;

/// <summary>Whether the boxes of a move are those that are meant, as far as they tell: a wrong cell of a file must not move another PBX's data.</summary>
static class MigrationBoxes
{
    // The place is Wildix's own, from an example of theirs; whoever logs in may not be allowed to read it.
    const string ReadSerial = "sed -n 17p /rw2/etc/sf2";

    static readonly Regex Serial = new(@"\A[0-9A-Za-z]{6,32}\z", RegexOptions.CultureInvariant);

    static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    /// <summary>Refuses an old box whose serial is another PBX's. One that tells none is taken for what it is said to be.</summary>
    /// <exception cref="ConflictException">It is another PBX (BoxIsAnother).</exception>
    public static async Task CheckOldAsync(ISshSession session, MigrationAccess access, string pbx, IReadOnlyList<string?> serials, CancellationToken stop)
    {
        string? told = null;
        await session.RunAsync(ReadSerial, line => told ??= line.Source == LineSource.Output ? line.Text.Trim() : null, access.OldBox.Timeout, stop).ConfigureAwait(false);
        if (told is null || !Serial.IsMatch(told) || serials.All(string.IsNullOrEmpty)) return;
        if (serials.Contains(told, StringComparer.OrdinalIgnoreCase)) return;
        throw new ConflictException("BoxIsAnother", $"{access.OldBox.Host} has the serial {told}, and PBX '{pbx}' {serials[0]}: it is another PBX.", "Give the box of that PBX with -Box.");
    }

    /// <summary>
    /// Refuses the old box in the place of the Cloud PBX: in a Subscription both have one name, and DNS may lag behind. It is
    /// known by its host key.
    /// </summary>
    /// <exception cref="ConflictException">It is the old box (BoxIsAnother).</exception>
    public static async Task CheckCloudAsync(MigrationTools tools, MigrationAccess access, MigrationPlan plan, RunHead head, Portal.CallContext call)
    {
        // Simulators share one address; they are told apart by their objects.
        if (access.CloudBox is not { } cloud || cloud.Uri.IsLoopback || plan.HostKeyFingerprint.Length == 0) return;
        try
        {
            if ((await tools.Ssh.ShownKeyAsync(cloud.Uri.Host, access.OldBox.Port, Glance, call.Stop).ConfigureAwait(false)).Fingerprint != plan.HostKeyFingerprint) return;
        }
        catch (WildixPbxException) { return; } // no SSH server there, as on a Cloud PBX by default
        throw new ConflictException(
            "BoxIsAnother", $"{cloud.Uri.Host} still is the old box of '{head.Pbx}', by its host key: its answers say nothing of the Cloud PBX.", "Wait until DNS leads to the Cloud PBX, or give that one's address with -TargetBox");
    }
}
