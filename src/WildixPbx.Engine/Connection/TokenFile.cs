namespace WildixPbx.Engine.Connection;

/// <summary>A file whose first line is a token.</summary>
static class TokenFile
{
    /// <summary>The token.</summary>
    /// <param name="path">The file.</param>
    /// <param name="namedBy">What names it, for the message.</param>
    /// <exception cref="AuthenticationException">It can't be read, or has nothing in its first line (TokenFileUnreadable).</exception>
    public static string Read(string path, string namedBy)
    {
        try
        {
            using var reader = new StreamReader(path);
            return reader.ReadLine()?.Trim() is { Length: > 0 } token ? token : throw Unreadable("its first line is empty", null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(exception.Message, exception);
        }

        AuthenticationException Unreadable(string why, Exception? inner) => new(
            "TokenFileUnreadable", $"The token file {path}, named by {namedBy}, can't be used: {why}", "Write the token alone in its first line, in a file that you may read.", inner);
    }

    /// <summary>A path with ~ for the home folder written out.</summary>
    public static string Expand(string path)
        => path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path.Substring(2))
            : path;
}
