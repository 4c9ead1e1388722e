using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = ByPath)]
sealed class GetContent : PathCmdlet
{
    [Parameter]
    public SwitchParameter Raw { get; set; }

    [Parameter]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = long.MaxValue;

    [Parameter]
    [Alias("Last")]
    public int Tail { get; set; } = -1;

    [Parameter]
    public string? Encoding { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in ExistingPaths())
        {
            try
            {
                Read(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                WriteError(new ErrorRecord(e, "GetContentReaderError", ErrorCategory.ReadError, path));
            }
        }
    }

    void Read(string path)
    {
        var encoding = TextEncoding.Of(Encoding);
        if (Raw)
        {
            WriteObject(File.ReadAllText(path, encoding));
            return;
        }

        var lines = File.ReadLines(path, encoding);
        var wanted = Tail >= 0 ? lines.TakeLast(Tail) : lines;
        for (var (line, left) = (wanted.GetEnumerator(), TotalCount); left > 0 && line.MoveNext(); left--)
            WriteObject(line.Current);
    }
}
