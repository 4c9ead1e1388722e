using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = ByPath)]
sealed class GetItem : PathCmdlet
{
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in GivenPaths)
        {
            try
            {
                WriteObject(InvokeProvider.Item.Get([path], Force, IsLiteral), enumerateCollection: true);
            }
            catch (SessionStateException e)
            {
                WriteError(new ErrorRecord(e.ErrorRecord, e));
            }
        }
    }
}
