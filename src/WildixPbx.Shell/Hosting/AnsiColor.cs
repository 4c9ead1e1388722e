using System.Management.Automation.Host;

namespace WildixPbx.Shell.Hosting;

/// <summary>The sixteen colours of Write-Host as escape sequences.</summary>
static class AnsiColor
{
    // ConsoleColor counts blue 1, green 2, red 4, bright 8; the sequences count red 1, green 2, blue 4.
    static readonly int[] Order = [0, 4, 2, 6, 1, 5, 3, 7];

    public static string Paint(string text, ConsoleColor foreground, ConsoleColor background, PSHostRawUserInterface defaults)
    {
        var codes = new List<int>();
        if (foreground != defaults.ForegroundColor)
            codes.Add(Code(foreground, 30));
        if (background != defaults.BackgroundColor)
            codes.Add(Code(background, 40));
        return codes.Count == 0 ? text : $"\e[{string.Join(';', codes)}m{text}\e[0m";
    }

    static int Code(ConsoleColor color, int first) => first + ((int)color >= 8 ? 60 : 0) + Order[(int)color % 8];
}
