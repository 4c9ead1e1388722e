using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = ByPath, SupportsShouldProcess = true)]
sealed class RemoveItem : PathCmdlet
{
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in ExistingPaths())
        {
            // The real one asks here, which a script that nobody watches must not.
            if (!Recurse && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                WriteError(new ErrorRecord(
                    new InvalidOperationException($"{path} is not empty. Give -Recurse to remove what is in it too."),
                    "DirectoryNotEmpty", ErrorCategory.InvalidOperation, path));
            }
            else if (ShouldProcess(path, "Remove"))
            {
                Remove(path);
            }
        }
    }

    void Remove(string path)
    {
        try
        {
            InvokeProvider.Item.Remove([path], Recurse, Force, literalPath: true);
        }
        catch (Exception e) when (e is CmdletInvocationException or SessionStateException)
        {
            WriteError(new ErrorRecord(((IContainsErrorRecord)e).ErrorRecord, e));
        }
    }
}
