namespace WildixPbx.Portal;

/// <summary>How the simulator of a box misbehaves, to rehearse what real ones may do.</summary>
public enum BoxBehavior
{
    /// <summary>Takes requests and never answers.</summary>
    Hang,

    /// <summary>Answers everything with 500.</summary>
    ServerError,

    /// <summary>Answers with an error inside a 200.</summary>
    ErrorInSuccess,

    /// <summary>Answers with a page of HTML instead of JSON.</summary>
    NotJson,

    /// <summary>Lists are bare arrays.</summary>
    BareArrays,

    /// <summary>Lists have no total.</summary>
    NoTotals,

    /// <summary>Lists are answered whole, whatever page is asked for.</summary>
    IgnorePaging,

    /// <summary>Ids and numbers are numbers, not texts.</summary>
    Numbers,

    /// <summary>The company key lacks every scope but that of the version.</summary>
    ScopeMissing,

    /// <summary>A user and password are refused, as root admins' are since two-factor login.</summary>
    NoBasicLogin,

    /// <summary>An upgrade fails.</summary>
    UpgradeFails,
}

/// <summary>How the simulator's <c>migrate2cloud</c> fails, to rehearse what the real one may do.</summary>
public enum MigrationFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Asks something that nobody knows.</summary>
    UnknownPrompt,

    /// <summary>Never goes on.</summary>
    Hang,

    /// <summary>The connection is gone, and the script with it.</summary>
    DropConnection,

    /// <summary>The Cloud PBX has no room left.</summary>
    DiskFull,

    /// <summary>Ends with exit code 1.</summary>
    Fail,
}

/// <summary>Where in the simulator's <c>migrate2cloud</c> that happens. Ours, as the order of its steps.</summary>
public enum MigrationPoint
{
    /// <summary>Before it asks anything.</summary>
    Start,

    /// <summary>At the question for the Cloud PBX's password.</summary>
    Password,

    /// <summary>At the questions which data to move.</summary>
    Questions,

    /// <summary>With half of the database copied.</summary>
    Copy,

    /// <summary>With all data copied, before the Cloud PBX takes the old password.</summary>
    End,
}

/// <summary>Sets how the simulator of a box behaves. A member that is not given stays as it is.</summary>
public sealed record SandboxBoxUpdate
{
    /// <summary>How it misbehaves; an empty list for not at all.</summary>
    public IReadOnlyList<BoxBehavior>? Behaviors { get; init; }

    /// <summary>How many users the PBX has at least; those that are missing are made, as Essential users.</summary>
    public int? UserCount { get; init; }

    /// <summary>The newer WMS version that an upgrade finds.</summary>
    public WmsVersion? AvailableVersion { get; init; }

    /// <summary>Whether it can be logged in to over SSH. Only where the portal's machine has OpenSSH's server and libnss-wrapper.</summary>
    public bool? Ssh { get; init; }

    /// <summary>
    /// What it tells of itself in place of what the portal has, by the member of its answer about version and licence, such
    /// as <c>version</c> or <c>lastRenewal</c>; a blank text leaves the member out. Empty for nothing of the kind.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Tells { get; init; }

    /// <summary>How its <c>migrate2cloud</c> fails the next time that it gets to a point; once.</summary>
    public MigrationFault? MigrationFault { get; init; }

    /// <summary>At which point; while the database is copied, where nothing is said.</summary>
    public MigrationPoint? MigrationFaultAt { get; init; }
}

/// <summary>The simulator of a box, as the manager's routes tell it. It holds the box's secrets.</summary>
public sealed record SandboxBox
{
    /// <summary>The portal's id of the PBX.</summary>
    public required string PbxId { get; init; }

    /// <summary>The name of the PBX.</summary>
    public required string Pbx { get; init; }

    /// <summary>Where it listens; always an address of this machine.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The SHA-256 fingerprint of its certificate.</summary>
    public required string CertificateFingerprint { get; init; }

    /// <summary>A simple token of its admin, good on this box only.</summary>
    public required string Token { get; init; }

    /// <summary>The company key, good on every box of the sandbox with WMS 7.09 or later.</summary>
    public required string CompanyKey { get; init; }

    /// <summary>The id of its S2S application.</summary>
    public required string S2SApplicationId { get; init; }

    /// <summary>The name of its S2S application.</summary>
    public required string S2SApplicationName { get; init; }

    /// <summary>The secret of its S2S application.</summary>
    public required string S2SSecret { get; init; }

    /// <summary>The password of its user admin.</summary>
    public required string AdminPassword { get; init; }

    /// <summary>The password that <c>su - wildix</c> asks for in its terminal.</summary>
    public required string RootPassword { get; init; }

    /// <summary>The port of its SSH server, on this machine; none where it has none.</summary>
    public int? SshPort { get; init; }

    /// <summary>The account of its SSH server.</summary>
    public string? SshUserName { get; init; }

    /// <summary>The SHA-256 fingerprint of its SSH host key.</summary>
    public string? SshHostKeyFingerprint { get; init; }

    /// <summary>The folder of its files: authorized_keys and the server's log are under <c>ssh</c>, its settings under <c>rw2/etc</c>.</summary>
    public string? SshFolder { get; init; }

    /// <summary>The file of its database, one of SQLite; only where it has an SSH server.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>How it misbehaves.</summary>
    public IReadOnlyList<BoxBehavior> Behaviors { get; init; } = [];

    /// <summary>The newer WMS version that an upgrade finds; none where it finds none.</summary>
    public WmsVersion? AvailableVersion { get; init; }
}
