using System.Text.RegularExpressions;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// Files that grow beside a place and that nobody could take away, because the process was killed: each begins with the
/// name of the place and has a name of its own by 32 digits.
/// </summary>
static class LeftOvers
{
    // No run takes as long, so what is older is nobody's.
    static readonly TimeSpan Age = TimeSpan.FromDays(1);
    static readonly Regex Ending = new(@"\A[0-9a-f]{32}\.tmp\z", RegexOptions.CultureInvariant);

    /// <summary>Removes those of a place that are older than a day. What can't be removed stays for the next time.</summary>
    /// <param name="place">The full path of the place.</param>
    /// <param name="hidden">Whether their names begin with a dot.</param>
    public static void Remove(string place, bool hidden) => Remove(place, hidden, RemoveOld);

    /// <summary>
    /// Removes those of a place that no process holds any more. A run holds its file as long as it lives, and the system lets
    /// go of it however the process ends. Where the file system has no such locks, those that are older than a day are removed.
    /// </summary>
    /// <param name="place">The full path of the place.</param>
    /// <param name="held">A file beside the place that is held at this moment: it shows whether holding works here.</param>
    public static void RemoveUnheld(string place, string held)
        => Remove(place, hidden: true, IsHeld(held) ? RemoveUnheld : RemoveOld);

    static void Remove(string place, bool hidden, Action<string> remove)
    {
        var beginning = $"{(hidden ? "." : "")}{Path.GetFileName(place)}.";
        Try(() =>
        {
            foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(place) ?? "."))
            {
                var name = Path.GetFileName(path);
                if (name.StartsWith(beginning, StringComparison.Ordinal) && Ending.IsMatch(name.Substring(beginning.Length))) Try(() => remove(path));
            }
        });
    }

    static void RemoveOld(string path)
    {
        if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Age) File.Delete(path);
    }

    // Removed while nobody else can open it, so that no run takes it for its own in between. Ours are never links.
    static void RemoveUnheld(string path)
    {
        if ((File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0) Seize(path, FileOptions.DeleteOnClose);
    }

    static bool IsHeld(string path)
    {
        try
        {
            Seize(path, FileOptions.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // new files are made without the right to read them: nothing tells
        }
    }

    // Fails where anybody holds it. Writing is asked for too, since some file systems lock nothing for readers.
    static void Seize(string path, FileOptions options) => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options).Dispose();

    static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They are in nobody's way, and who writes there next says what is wrong with the folder.
        }
    }
}
