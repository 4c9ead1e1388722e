using System.Globalization;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>Runs commands on a box with the programs that it has.</summary>
sealed class BoxShell(ISshSession session, TimeSpan timeout)
{
    const int NotExecutable = 126, NotFound = 127, TimedOut = 124;

    /// <summary>How long it may take beside a program's own time to have it run and hear of it.</summary>
    public static readonly TimeSpan Way = TimeSpan.FromSeconds(5);

    static readonly string[] Programs = ["timeout", "getent", "nslookup", "bash", "nc", "curl", "openssl"];

    readonly HashSet<string> _there = new(StringComparer.Ordinal);

    /// <summary>How long a program may take, in whole seconds, as programs take it.</summary>
    public string Seconds { get; } = Math.Max(1, (long)Math.Ceiling(timeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Looks which programs there are.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        var seen = await RunAsync($"for tool in {string.Join(" ", Programs)}; do command -v $tool >/dev/null 2>&1 && echo $tool; done; true", stop).ConfigureAwait(false);
        _there.UnionWith(seen.Lines.Select(static line => line.Trim()).Where(Programs.Contains));
    }

    /// <summary>Whether a program is there.</summary>
    public bool Has(string program) => _there.Contains(program);

    /// <summary>Runs a program, within its time where the box can see to that.</summary>
    /// <returns>What it wrote; none where it is not there after all.</returns>
    public async Task<BoxOutput?> TryAsync(string program, string arguments, CancellationToken stop)
    {
        if (!Has(program)) return null;
        var seen = await RunAsync($"{(Has("timeout") ? $"timeout {Seconds} " : "")}{program} {arguments}", stop).ConfigureAwait(false);
        if (seen.ExitCode is NotExecutable or NotFound) return null;
        return Has("timeout") && seen.ExitCode == TimedOut ? throw new StepFailedException(FormattableString.Invariant($"No answer within {Seconds} s ({program})."), "", program) : seen;
    }

    /// <summary>Runs a command.</summary>
    public async Task<BoxOutput> RunAsync(string command, CancellationToken stop)
    {
        List<string> lines = [], errors = [];
        var code = await session.RunAsync(
            command,
            line =>
            {
                lock (lines) (line.Source == LineSource.Output ? lines : errors).Add(line.Text);
            },
            timeout + Way + Way, stop).ConfigureAwait(false);
        lock (lines) return new BoxOutput(code, [.. lines], [.. errors]);
    }
}

/// <summary>What a command on a box came to.</summary>
/// <param name="ExitCode">Its exit code; none where the box gave none.</param>
/// <param name="Lines">What it wrote.</param>
/// <param name="Errors">What it wrote to standard error.</param>
sealed record BoxOutput(int? ExitCode, IReadOnlyList<string> Lines, IReadOnlyList<string> Errors)
{
    /// <summary>The line that says what went wrong: curl's own before what it says of how to put up with it, else the last.</summary>
    public string Problem => Errors.FirstOrDefault(static line => line.StartsWith("curl: (", StringComparison.Ordinal)) is { } curl ? curl.Substring("curl: ".Length).Trim()
        : Errors.Concat(Lines).LastOrDefault(static line => line.Trim().Length > 0)?.Trim() ?? FormattableString.Invariant($"exit code {ExitCode}");

    /// <summary>Whether it complains of something.</summary>
    public bool Complains(string of) => Errors.Any(line => line.IndexOf(of, StringComparison.OrdinalIgnoreCase) >= 0);
}
