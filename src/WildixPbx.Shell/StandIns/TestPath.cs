using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = ByPath)]
sealed class TestPath : PathCmdlet
{
    [Parameter]
    [Alias("Type")]
    [ValidateSet("Any", "Container", "Leaf")]
    public string PathType { get; set; } = "Any";

    protected override void ProcessRecord()
    {
        foreach (var path in GivenPaths)
            WriteObject(!string.IsNullOrWhiteSpace(path) && IsThere(path));
    }

    bool IsThere(string path)
    {
        try
        {
            if (!InvokeProvider.Item.Exists(path, force: true, literalPath: IsLiteral))
                return false;
            var wantsContainer = string.Equals(PathType, "Container", StringComparison.OrdinalIgnoreCase);
            return string.Equals(PathType, "Any", StringComparison.OrdinalIgnoreCase)
                || InvokeProvider.Item.IsContainer(IsLiteral ? WildcardPattern.Escape(path) : path) == wantsContainer;
        }
        catch (SessionStateException)
        {
            // No such drive: then nothing is there.
            return false;
        }
    }
}
