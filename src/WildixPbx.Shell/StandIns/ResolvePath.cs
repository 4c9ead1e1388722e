using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = ByPath)]
sealed class ResolvePath : PathCmdlet
{
    [Parameter]
    public SwitchParameter Relative { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in ExistingPaths())
        {
            if (Relative)
                WriteObject("." + System.IO.Path.DirectorySeparatorChar + System.IO.Path.GetRelativePath(SessionState.Path.CurrentFileSystemLocation.ProviderPath, path));
            else
                WriteObject(SessionState.Path.GetResolvedPSPathFromPSPath(WildcardPattern.Escape(path)), enumerateCollection: true);
        }
    }
}
