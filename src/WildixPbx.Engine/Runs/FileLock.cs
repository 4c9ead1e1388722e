namespace WildixPbx.Engine.Runs;

/// <summary>A file that one process holds at a time; the kernel lets go of it however the process ends.</summary>
static class FileLock
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Takes the file, waiting for a moment for whoever has it.</summary>
    /// <param name="path">The file, made where it is missing.</param>
    /// <param name="inUse">The error when it stays taken.</param>
    /// <param name="time">The clock that the wait is counted by.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<FileStream> TakeAsync(string path, Func<Exception, WildixPbxException> inUse, TimeProvider time, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try { return PrivateFiles.Open(path, FileMode.OpenOrCreate, FileShare.None); }
            catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
            {
                if (time.GetElapsedTime(since) >= Patience) throw inUse(e);
            }

            await Task.Delay(Interval, stop).ConfigureAwait(false);
        }
    }
}
