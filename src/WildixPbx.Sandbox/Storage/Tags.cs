using System.Globalization;

namespace WildixPbx.Sandbox.Storage;

/// <summary>
/// Tags of documents: the id with a number that rises with every change, <c>"pbx_1-7"</c>. A daily renewal of a licence is
/// nobody's change. It makes a tag of its own, <c>"pbx_1-7.1a2b"</c>, so that no other content ever has a tag twice, and a
/// change that was thought out on <c>"pbx_1-7"</c> fits it all the same.
/// </summary>
static class Tags
{
    public static string First(string id) => $"\"{id}-1\"";

    /// <summary>The tag of a state that is taken back again.</summary>
    public static string Rehearsed(string id) => $"\"{id}-dryrun\"";

    /// <summary>The tag after a change.</summary>
    public static string Next(string tag)
    {
        var plain = OfChange(tag);
        var dash = plain.LastIndexOf('-');
        // What is due is played in a rehearsal too, and may come before the change that is rehearsed.
        return long.TryParse(plain.AsSpan(dash + 1, plain.Length - dash - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? string.Create(CultureInfo.InvariantCulture, $"{plain.AsSpan(0, dash + 1)}{number + 1}\"")
            : plain;
    }

    /// <summary>The tag after a renewal.</summary>
    public static string Renewed(string tag, DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"{OfChange(tag).AsSpan()[..^1]}.{moment.ToUnixTimeMilliseconds():x}\"");

    /// <summary>The tag of the last change, whatever was renewed since.</summary>
    public static string OfChange(string tag)
    {
        var dot = tag.LastIndexOf('.');
        return dot < 0 ? tag : tag[..dot] + '"';
    }
}
