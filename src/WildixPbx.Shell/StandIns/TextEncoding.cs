using System.Text;

namespace WildixPbx.Shell.StandIns;

/// <summary>The names that -Encoding takes.</summary>
static class TextEncoding
{
    /// <summary>What PowerShell writes unless told otherwise.</summary>
    public static Encoding Default { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static Encoding Of(string? name) => name?.ToLowerInvariant() switch
    {
        null or "" or "default" or "utf8" or "utf-8" or "utf8nobom" => Default,
        "utf8bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "ascii" => Encoding.ASCII,
        "unicode" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "ansi" or "oem" or "latin1" => Encoding.Latin1,
        _ => Encoding.GetEncoding(name),
    };
}
