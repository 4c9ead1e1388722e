using System.Management.Automation.Host;

namespace WildixPbx.Shell.Hosting;

/// <summary>The size that output is formatted for. The rest of a console's abilities are not offered.</summary>
sealed class ShellRawUserInterface(Func<int?> overrideWidth) : PSHostRawUserInterface
{
    // Wide enough for the module's tables in a log file.
    const int WidthWithoutTerminal = 160;
    const int HeightWithoutTerminal = 50;

    public override Size BufferSize
    {
        get => new(overrideWidth() ?? TerminalWidth(), HeightWithoutTerminal);
        set => throw Refused();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw Refused();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = ShellHost.HostName;

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw Refused();

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw Refused();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw Refused();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw Refused();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw Refused();

    static int TerminalWidth()
    {
        // A pseudo terminal may call itself 0 columns wide.
        var width = Console.IsOutputRedirected ? 0 : Console.WindowWidth;
        return width > 0 ? width : WidthWithoutTerminal;
    }

    static NotSupportedException Refused() => new("This shell draws no screen: it writes lines.");
}
