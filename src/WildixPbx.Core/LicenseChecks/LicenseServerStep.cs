namespace WildixPbx;

/// <summary>The steps on the way to a license server, in their order.</summary>
public enum LicenseServerStepName
{
    /// <summary>The server's name gives addresses.</summary>
    NameResolution,

    /// <summary>One of them takes a TCP connection.</summary>
    Connection,

    /// <summary>It shows a certificate for that name, of an issuer that is trusted here.</summary>
    Tls,

    /// <summary>Its clock and the one here agree.</summary>
    Time,
}

/// <summary>What became of a step.</summary>
public enum LicenseServerStepOutcome
{
    /// <summary>It went well.</summary>
    Passed,

    /// <summary>It failed; the steps after it are not run.</summary>
    Failed,

    /// <summary>It was not run, since one before it failed.</summary>
    NotRun,

    /// <summary>A PBX that it was to be run on has no program that could tell; the steps after it are run all the same.</summary>
    NotTold,
}

/// <summary>One step on the way to a license server, and what became of it.</summary>
public sealed record LicenseServerStep
{
    /// <summary>The host.</summary>
    public required string Server { get; init; }

    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Which step it is.</summary>
    public required LicenseServerStepName Step { get; init; }

    /// <summary>What became of it.</summary>
    public required LicenseServerStepOutcome Outcome { get; init; }

    /// <summary>The PBX that it was run on; none for this machine.</summary>
    public string? From { get; init; }

    /// <summary>The program on the PBX that told it, such as <c>curl</c>; none on this machine, and where nothing told it.</summary>
    public string? Tool { get; init; }

    /// <summary>What was seen or measured.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; none where it went well.</summary>
    public string Action { get; init; } = "";

    /// <summary>How long it took; none where it was not run.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>
    /// How far the server's clock is ahead of the one here, or of the PBX's, negative where it is behind; to about a second. Only on the
    /// step Time, and none where the server does not tell its time.
    /// </summary>
    public TimeSpan? ClockSkew { get; init; }

    /// <summary>Where from, server, step and outcome.</summary>
    public override string ToString() => FormattableString.Invariant($"{(From is null ? "" : From + " to ")}{Server}:{Port} {Step}: {Outcome}");
}
