using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "Parent")]
sealed class SplitPath : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LiteralPath", "PSPath")]
    public string[] Path { get; set; } = [];

    [Parameter(ParameterSetName = "Parent")]
    public SwitchParameter Parent { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Leaf")]
    public SwitchParameter Leaf { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "LeafBase")]
    public SwitchParameter LeafBase { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Extension")]
    public SwitchParameter Extension { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "IsAbsolute")]
    public SwitchParameter IsAbsolute { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(Part(path));
    }

    object Part(string path) => ParameterSetName switch
    {
        "Leaf" => SessionState.Path.ParseChildName(path),
        "LeafBase" => System.IO.Path.GetFileNameWithoutExtension(path),
        "Extension" => System.IO.Path.GetExtension(path),
        "IsAbsolute" => System.IO.Path.IsPathFullyQualified(path) || SessionState.Path.IsPSAbsolute(path, out _),
        _ => SessionState.Path.ParseParent(path, root: ""),
    };
}
