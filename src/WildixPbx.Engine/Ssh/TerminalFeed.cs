using System.Text;

namespace WildixPbx.Engine.Ssh;

/// <summary>What has come from a terminal and is not used up, and a wait for more that can be ended. Filled by one thread, read by one caller.</summary>
sealed class TerminalFeed
{
    const int MostTranscript = 64 * 1024;

    static readonly char[] LineEnds = ['\n', '\r'];

    readonly object _gate = new();
    readonly StringBuilder _unread = new();
    readonly StringBuilder _transcript = new();
    TaskCompletionSource<bool>? _more;
    Exception? _failure;
    bool _isClosed, _isCut;
    long _version;

    /// <summary>What has come and is not used up, with the count to wait by.</summary>
    public (string Text, long Version, bool IsClosed, Exception? Failure) Read()
    {
        lock (_gate) return (_unread.ToString(), _version, _isClosed, _failure);
    }

    /// <summary>The end of all that came, from the beginning of a line: half of a secret is one that nobody would know.</summary>
    public string Transcript
    {
        get
        {
            lock (_gate)
            {
                var text = _transcript.ToString();
                if (!_isCut) return text;
                var end = text.IndexOfAny(LineEnds);
                return end < 0 ? "" : text.Substring(end + 1).TrimStart(LineEnds);
            }
        }
    }

    /// <summary>Uses up the beginning.</summary>
    public void Take(int count)
    {
        lock (_gate) _unread.Remove(0, Math.Min(count, _unread.Length));
    }

    /// <summary>Takes in what came.</summary>
    public void Add(string text) => Change(() =>
    {
        _unread.Append(text);
        _transcript.Append(text);
        if (_transcript.Length <= MostTranscript) return;
        _transcript.Remove(0, _transcript.Length - MostTranscript);
        _isCut = true;
    });

    /// <summary>Nothing comes any more.</summary>
    public void Close(Exception? failure) => Change(() =>
    {
        (_isClosed, _failure) = (true, _failure ?? failure);
    });

    /// <summary>Waits until more came than was there at a count; false when it did not within the time.</summary>
    public async Task<bool> MoreAsync(long version, TimeSpan patience, CancellationToken stop)
    {
        Task more;
        lock (_gate)
        {
            if (_version != version) return true;
            more = (_more ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        return await Abandonable.EndsAsync(more, patience, stop).ConfigureAwait(false);
    }

    void Change(Action action)
    {
        TaskCompletionSource<bool>? more;
        lock (_gate)
        {
            action();
            _version++;
            (more, _more) = (_more, null);
        }

        more?.TrySetResult(true);
    }
}
