namespace WildixPbx.Sandbox.Storage;

/// <summary>How values are kept to be compared: text in any case, also beyond ASCII, and moments as numbers.</summary>
static class Key
{
    /// <summary>
    /// A text without regard to case. Not the database's NOCASE, which knows ASCII only; and by way of upper case, since
    /// some letters, as the Greek final sigma, have two lower ones.
    /// </summary>
#pragma warning disable CA1308 // It is kept, not shown.
    public static string Of(string text) => text.Normalize(System.Text.NormalizationForm.FormC).ToUpperInvariant().ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>A moment in milliseconds.</summary>
    public static object? Of(DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();

    /// <summary>A moment in milliseconds.</summary>
    public static object Of(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
