using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using WildixPbx.Engine.Ssh;

namespace WildixPbx.Tests.Ssh;

/// <summary>A terminal's wire whose far end is a test: it shows bytes in pieces of a size, and hears what is typed.</summary>
/// <param name="piece">How many bytes come at once.</param>
sealed partial class FakeWire(int piece) : ITerminalWire
{
    readonly BlockingCollection<byte[]> _shown = [];
    readonly Channel<string> _typed = Channel.CreateUnbounded<string>();

    public Action<Exception>? Lost { get; set; }

    /// <summary>What was typed, line by line, after the command.</summary>
    public ConcurrentQueue<string> Typed { get; } = [];

    public int Read(byte[] buffer)
    {
        if (!_shown.TryTake(out var bytes, Timeout.Infinite)) return 0;
        bytes.CopyTo(buffer, 0);
        return bytes.Length;
    }

    public Task WriteAsync(string text, CancellationToken stop) => _typed.Writer.WriteAsync(text, stop).AsTask();

    /// <summary>Takes the command that is typed, shows its echo and the mark of its beginning, and gives the mark of its end.</summary>
    public async Task<Func<int, string>> BeginAsync(CancellationToken stop)
    {
        var line = await _typed.Reader.ReadAsync(stop);
        var id = MarkId().Match(line).Groups[1].Value;
        Show($"{line.TrimEnd('\n')}\r\nwmp-begin-{id}\r\n");
        return code => $"\r\nwmp-end-{id}:{code}\r\nroot@kvist:~# ";
    }

    /// <summary>Shows a text.</summary>
    public void Show(string text)
    {
        foreach (var bytes in Encoding.UTF8.GetBytes(text).Chunk(piece)) _shown.Add(bytes);
    }

    /// <summary>Shows a text that asks, and takes what is typed.</summary>
    public async Task<string> AskAsync(string text, CancellationToken stop)
    {
        Show(text);
        var typed = (await _typed.Reader.ReadAsync(stop)).TrimEnd('\n');
        Typed.Enqueue(typed);
        return typed;
    }

    /// <summary>The channel closes.</summary>
    public void Close() => _shown.CompleteAdding();

    public void Dispose() => _shown.CompleteAdding();

    [GeneratedRegex("wmp-begin- ([0-9a-f]+)")]
    private static partial Regex MarkId();
}
