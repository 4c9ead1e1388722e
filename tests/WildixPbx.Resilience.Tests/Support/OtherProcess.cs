using System.Diagnostics;
using System.Globalization;

namespace WildixPbx.Tests.Support;

/// <summary>A process that this test's child has started: known by its id and the moment it began, since ids come round again.</summary>
sealed class OtherProcess
{
    readonly string _stat;
    readonly string? _began;

    public OtherProcess(int id)
    {
        Id = id;
        _stat = $"/proc/{id}/stat";
        _began = Fields()?[19];
    }

    public int Id { get; }

    /// <summary>Whether it is still there. One that has ended and that nobody has asked about is not.</summary>
    public bool IsAlive => Fields() is [var state, ..] fields && state is not ("Z" or "X") && fields[19] == _began;

    public string CommandLine => File.ReadAllText($"/proc/{Id}/cmdline");

    public string Environment => File.ReadAllText($"/proc/{Id}/environ");

    /// <summary>The children of a process, by their ids.</summary>
    public static IReadOnlyList<int> ChildrenOf(int id)
        => [.. Directory.EnumerateDirectories($"/proc/{id}/task").SelectMany(Children).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];

    public static async Task SignalAsync(int id, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    static string[] Children(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (IOException)
        {
            return []; // the thread has ended
        }
    }

    // What follows the name, which may hold blanks: the state first, the moment it began at 19.
    string[]? Fields()
    {
        try
        {
            var text = File.ReadAllText(_stat);
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
