namespace WildixPbx.Tests.Boxes;

/// <summary>Arguments and environment of everything that runs on this machine, but for this process itself.</summary>
static class ProcessWatch
{
    /// <summary>Looks again and again until it is stopped.</summary>
    public static Task<HashSet<string>> WatchAsync(CancellationToken stop) => Task.Factory.StartNew(
        () =>
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            do
            {
                foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]) && !folder.EndsWith("/" + Environment.ProcessId, StringComparison.Ordinal)))
                foreach (var file in (string[])["cmdline", "environ"])
                {
                    try { seen.Add(File.ReadAllText(Path.Combine(folder, file))); }
                    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                    {
                        // It has ended, or is somebody else's.
                    }
                }
            }
            while (!stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50)));
            return seen;
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
