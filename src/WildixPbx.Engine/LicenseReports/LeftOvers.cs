using System.Text.RegularExpressions;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>
/// Files that grow beside a place and that nobody could take away, because the process was killed: each begins with the
/// name of the place and has a name of its own by 32 digits. No run takes as long as a day, so one that is older is nobody's.
/// </summary>
static class LeftOvers
{
    static readonly TimeSpan Age = TimeSpan.FromDays(1);
    static readonly Regex Ending = new(@"\A[0-9a-f]{32}\.tmp\z", RegexOptions.CultureInvariant);

    /// <summary>Removes those of a place. What can't be removed stays for the next time.</summary>
    /// <param name="place">The full path of the place.</param>
    /// <param name="hidden">Whether their names begin with a dot.</param>
    public static void Remove(string place, bool hidden)
    {
        var beginning = $"{(hidden ? "." : "")}{Path.GetFileName(place)}.";
        try
        {
            foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(place) ?? "."))
            {
                var name = Path.GetFileName(path);
                if (!name.StartsWith(beginning, StringComparison.Ordinal) || !Ending.IsMatch(name.Substring(beginning.Length))) continue;
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Age) File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They are in nobody's way, and who writes there next says what is wrong with the folder.
        }
    }
}
