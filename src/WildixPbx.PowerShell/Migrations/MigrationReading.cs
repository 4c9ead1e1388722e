using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Ssh;

namespace WildixPbx.Migrations;

/// <summary>A move to the Cloud that somebody thinks of, with what was said of it. What is null is read, where there is a place to read it.</summary>
sealed record MigrationWish
{
    /// <summary>The PBX at the portal: id, serial or name; none where no portal is asked.</summary>
    public string? Identity { get; init; }

    /// <summary>What the input says of the PBX, where no portal is asked.</summary>
    public PbxFacts? Known { get; init; }

    /// <summary>The serial of the Cloud PBX that the data are to go to.</summary>
    public string? TargetSerial { get; init; }

    /// <summary>The WMS version, where it was given.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>The engine of the database, where it was given.</summary>
    public string? DatabaseEngine { get; init; }

    /// <summary>The size of the database, where it was given.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>The rules that are overridden by name.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>How the box of the PBX is logged in to over SSH, to read its database; none where it is not.</summary>
    public Func<Pbx?, SshSettings?>? Ssh { get; init; }

    /// <summary>How the box of the PBX is asked over REST, to read its version; none where it is not.</summary>
    public Func<Pbx?, BoxSettings?>? Rest { get; init; }
}

/// <summary>What was read of a move.</summary>
/// <param name="Check">What the rules say of it.</param>
/// <param name="Source">The PBX, as the portal has it; none where no portal was asked.</param>
/// <param name="Target">The PBX that has the target's serial; none where no portal was asked, or none has it.</param>
/// <param name="BoxProblem">Why the box could not be asked, so that what it would have said is not known; none where it was, or did not have to be.</param>
sealed record MigrationRead(PbxMigrationCheck Check, Pbx? Source, Pbx? Target, WildixPbxException? BoxProblem);

/// <summary>Gathers what a move to the Cloud is judged on: given by hand, read from the box, told to the portal, in this order. It only reads.</summary>
/// <param name="portal">The portal; none where the input has to say it all.</param>
/// <param name="rules">The set of rules that holds.</param>
/// <param name="timeout">How long an answer of the box may take.</param>
/// <param name="call">The call that it is part of.</param>
sealed class MigrationReading(IPortal? portal, RuleSet rules, TimeSpan timeout, Func<CallContext> call)
{
    /// <summary>Reads and judges one move. A box that can't be asked is no error here: what forbids the move all the same comes first.</summary>
    /// <exception cref="ConflictException">The PBX was moved already (PbxMigrated).</exception>
    /// <exception cref="ValidationException">A rule can't be overridden (RuleNotOverridable), or the target has no place in a move of this kind (TargetNotTaken).</exception>
    /// <exception cref="WildixPbxException">The portal refused, or can't be reached.</exception>
    public async Task<MigrationRead> ReadAsync(MigrationWish wish)
    {
        RefuseOverrides(wish.Overrides);
        var source = portal is null ? null : await portal.GetAsync(PortalLookups.Pbx(wish.Identity!), call());
        if (source is { State: PbxState.Migrated }) throw Migrated(source);
        var pbx = source is null ? wish.Known! : PbxFacts.Of(source);
        RefuseTarget(pbx, wish.TargetSerial);
        var target = portal is null || wish.TargetSerial is null ? null : await FindAsync(wish.TargetSerial);
        var box = pbx.Platform == Platform.Cloud ? new(null, null, null) : await AskBoxAsync(wish, source); // one that is there already has no old box
        var facts = new MigrationFacts
        {
            DatabaseEngine = wish.DatabaseEngine ?? box.Database?.Engine,
            DatabaseBytes = wish.DatabaseBytes ?? box.Database?.Bytes,
            TargetSerial = wish.TargetSerial,
            Target = target is null ? null : PbxFacts.Of(target),
            TargetExists = portal is null || wish.TargetSerial is null ? null : target is not null,
            Overrides = wish.Overrides,
        };
        var check = PbxMigrationCheck.Of(pbx with { WmsVersion = wish.WmsVersion ?? box.Version ?? pbx.WmsVersion }, facts, rules, DateTimeOffset.UtcNow);
        return new(check, source, target, box.Problem);
    }

    // A name or an id would find a PBX, too; the script on the box takes the present serial alone.
    async Task<Pbx?> FindAsync(string serial)
    {
        try
        {
            var found = await portal!.GetAsync(PortalLookups.Pbx(serial), call());
            return string.Equals(found.Serial, serial, StringComparison.OrdinalIgnoreCase) ? found : null;
        }
        catch (NotFoundException) { return null; }
    }

    async Task<BoxWord> AskBoxAsync(MigrationWish wish, Pbx? source)
    {
        WmsVersion? version = null;
        try
        {
            if (wish.WmsVersion is null && wish.Rest?.Invoke(source) is { } rest) version = await ReadVersionAsync(rest);
            var isDatabaseGiven = wish is { DatabaseEngine: not null, DatabaseBytes: not null };
            return new(version, !isDatabaseGiven && wish.Ssh?.Invoke(source) is { } ssh ? await ReadDatabaseAsync(ssh) : null, null);
        }
        catch (WildixPbxException e) { return new(version, null, e); }
    }

    async Task<WmsVersion?> ReadVersionAsync(BoxSettings settings)
    {
        using var box = EngineHost.Engine.ConnectBox(settings);
        return (await box.GetInfoAsync(PbxInfoParts.Version, call())).WmsVersion;
    }

    // A box that has no such file says nothing of its database, which is no error: it stays unknown.
    async Task<BoxDatabase?> ReadDatabaseAsync(SshSettings settings)
    {
        var stop = call().Stop;
        string? first = null;
        using var session = await EngineHost.Engine.Ssh.ConnectAsync(settings, stop);
        var code = await session.RunAsync(BoxDatabase.ReadCommand, line => { if (line.Source == LineSource.Output) first ??= line.Text; }, timeout, stop);
        return code == 0 ? BoxDatabase.Parse(first) : null;
    }

    static void RefuseOverrides(IReadOnlyList<string> overrides)
    {
        if (MigrationOverrides.Refused(overrides).FirstOrDefault() is { } name)
            throw new ValidationException("RuleNotOverridable", $"The rule '{name}' can't be overridden.", $"Only {string.Join(", ", MigrationOverrides.Known)} can; leave the others out.") { Column = "OverrideRule" };
    }

    static void RefuseTarget(PbxFacts pbx, string? targetSerial)
    {
        if (targetSerial is not null && pbx.Platform != Platform.Cloud && MigrationKinds.Of(pbx.Licensing, pbx.Term) == MigrationKind.Subscription)
            throw new ValidationException("TargetNotTaken", $"'{pbx}' moves as Subscription: the portal makes its Cloud PBX, and '{targetSerial}' has no place in that.", "Leave the target's serial out for this PBX.") { Column = "TargetSerial" };
    }

    static ConflictException Migrated(Pbx pbx) => new(ProblemCode.PbxMigrated, $"'{pbx.Name}' was moved to the Cloud already; {pbx.MigratedTo} has its serial and licences now.", "Name the PBX that it became.");

    sealed record BoxWord(WmsVersion? Version, BoxDatabase? Database, WildixPbxException? Problem);
}
