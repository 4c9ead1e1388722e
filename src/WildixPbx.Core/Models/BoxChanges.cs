using System.Security;

namespace WildixPbx;

/// <summary>What became of a change on a PBX itself.</summary>
public enum PbxChangeOutcome
{
    /// <summary>It is made.</summary>
    Done,

    /// <summary>It was so already.</summary>
    AlreadySo,

    /// <summary>It was sent, and the PBX went away before it answered.</summary>
    Unknown,

    /// <summary>It is to be made by hand; the steps say how.</summary>
    ByHand,
}

/// <summary>What became of a PBX key that was to be registered.</summary>
public sealed record PbxKeyRegistration : IChangeResult
{
    /// <summary>Name of the PBX, or the address where it was given by that.</summary>
    public required string Pbx { get; init; }

    /// <summary>What became of it.</summary>
    public required PbxChangeOutcome Outcome { get; init; }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <summary>What to do by hand.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>What the guide has done before, and was found not to be done.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>PBX and outcome.</summary>
    public override string ToString() => $"{Pbx}: {Outcome}";
}

/// <summary>What became of an admin's password that was to be set.</summary>
public sealed record PbxPasswordChange : IChangeResult
{
    /// <summary>Name of the PBX, or the address where it was given by that.</summary>
    public required string Pbx { get; init; }

    /// <summary>Whose password it is.</summary>
    public required string UserName { get; init; }

    /// <summary>What became of it.</summary>
    public required PbxChangeOutcome Outcome { get; init; }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <summary>The new password, where it was made here; none where it was given.</summary>
    public SecureString? Password { get; init; }

    /// <summary>The new password in plain text; only where that was asked for and it was made here.</summary>
    public string? PlainPassword { get; init; }

    /// <summary>What to do by hand.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>PBX and outcome; never the password.</summary>
    public override string ToString() => $"{Pbx}: {Outcome}";
}
