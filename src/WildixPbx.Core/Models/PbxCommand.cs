namespace WildixPbx;

/// <summary>Where a command wrote a line to.</summary>
public enum LineSource
{
    /// <summary>Standard output; on a terminal, everything.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}

/// <summary>One line that a command wrote.</summary>
/// <param name="Source">Where it wrote it to.</param>
/// <param name="Text">The line, without its end.</param>
public readonly record struct PbxCommandLine(LineSource Source, string Text);

/// <summary>What a command on a PBX came to.</summary>
public sealed record PbxCommandResult
{
    /// <summary>Name of the PBX, or the address where it was given by that.</summary>
    public required string Pbx { get; init; }

    /// <summary>The command, without secrets.</summary>
    public required string Command { get; init; }

    /// <summary>The exit code; none where the box gave none, such as after a signal.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>The lines of standard output; over a terminal, of both.</summary>
    public required IReadOnlyList<string> Output { get; init; }

    /// <summary>The lines of standard error; none over a terminal, which does not tell them apart.</summary>
    public required IReadOnlyList<string> ErrorOutput { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The number of the input that asked for it, counted from 1 in the order of the pipeline.</summary>
    public int InputIndex { get; set; }

    /// <summary>The input itself, such as a row of a CSV; none when the parameters were given by hand.</summary>
    public object? InputObject { get; set; }

    /// <summary>PBX and exit code.</summary>
    public override string ToString() => FormattableString.Invariant($"{Pbx}: {ExitCode}");
}
