using System.Collections.ObjectModel;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "ChildItem")]
sealed class GetChildItem : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = ["."];

    [Parameter(Position = 1)]
    public string Filter { get; set; } = "*";

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter File { get; set; }

    [Parameter]
    public SwitchParameter Directory { get; set; }

    [Parameter]
    public SwitchParameter Name { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        var filter = WildcardPattern.Get(Filter, WildcardOptions.IgnoreCase);
        foreach (var path in Path)
        {
            foreach (var item in Children(path).Where(item => IsWanted(item, filter)))
                WriteObject(Name ? item.Properties["PSChildName"].Value : item);
        }
    }

    Collection<PSObject> Children(string path)
    {
        try
        {
            return InvokeProvider.ChildItem.Get([path], Recurse, uint.MaxValue, Force, literalPath: false);
        }
        catch (SessionStateException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
            return [];
        }
    }

    bool IsWanted(PSObject item, WildcardPattern filter)
    {
        var isContainer = LanguagePrimitives.IsTrue(item.Properties["PSIsContainer"]?.Value);
        return !(File && isContainer) && !(Directory && !isContainer)
            && filter.IsMatch(item.Properties["PSChildName"]?.Value?.ToString() ?? "");
    }
}
