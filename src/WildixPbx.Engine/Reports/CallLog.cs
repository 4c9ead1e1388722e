using System.Collections.Concurrent;
using System.Text.Json;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Reports;

/// <summary>The file of -LogPath: each attempt as one line of JSON, as -Verbose shows it. One writer a connection.</summary>
sealed class CallLog : IDisposable
{
    static readonly byte[] NewLine = [(byte)'\n'];

    // Two connections may write to one file, and a stream that appends only knows where the end was when it was opened.
    static readonly ConcurrentDictionary<string, object> Gates = new(StringComparer.Ordinal);

    readonly object _gate;
    readonly string _path;
    readonly FileStream _file;
    bool _isBroken;

    CallLog(string path, FileStream file) => (_path, _file, _gate) = (path, file, Gates.GetOrAdd(path, static _ => new object()));

    /// <summary>Opens the file to append to it; none where no path is given.</summary>
    /// <exception cref="ValidationException">It can't be written (LogUnwritable).</exception>
    public static CallLog? Open(string? path)
    {
        if (path is null) return null;
        try
        {
            var full = Path.GetFullPath(path);
            return new CallLog(full, Append(full));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ValidationException("LogUnwritable", $"The log {path} can't be written: {exception.Message}", "Give a path in a folder that exists and that you may write to, or leave -LogPath out.", exception);
        }
    }

    /// <summary>Writes one line. A failure ends the log, never the call; its text comes back once.</summary>
    public string? Write(CallReport report)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(LogLine.Of(report), WireJson.Options);
        lock (_gate)
        {
            if (_isBroken) return null;
            try
            {
                if (_file.CanSeek) _file.Seek(0, SeekOrigin.End);
                _file.Write(line, 0, line.Length);
                _file.Write(NewLine, 0, NewLine.Length);
                _file.Flush();
                return null;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                _isBroken = true;
                return $"The log {_path} can't be written any more: {exception.Message}";
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isBroken = true;
            try
            {
                _file.Dispose();
            }
            catch (IOException)
            {
                // What could not be written is lost, as it was reported.
            }
        }
    }

    static FileStream Append(string path)
    {
#if NET8_0_OR_GREATER
        // Nobody else's business: names of customers and PBXs are in it.
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
#endif
    }

    /// <summary>A report with the wait in seconds, as people and tools read it.</summary>
    sealed record LogLine(
        DateTimeOffset At,
        string Method,
        string Path,
        int? Status,
        double Milliseconds,
        int Attempt,
        string? RequestId,
        string? IdempotencyKey,
        double? RetryInSeconds,
        string? Error)
    {
        public static LogLine Of(CallReport report) => new(
            report.At,
            report.Method,
            report.Path,
            report.Status,
            Math.Round(report.Milliseconds, 1),
            report.Attempt,
            report.RequestId,
            report.IdempotencyKey,
            report.RetryIn is { } wait ? Math.Round(wait.TotalSeconds, 3) : null,
            report.Error);
    }
}
