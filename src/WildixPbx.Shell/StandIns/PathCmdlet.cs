using System.Collections.ObjectModel;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

/// <summary>What takes paths: -Path with wildcards or -LiteralPath without, relative to $PWD.</summary>
abstract class PathCmdlet : PSCmdlet
{
    protected const string ByPath = "Path", ByLiteralPath = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    protected bool IsLiteral => ParameterSetName == ByLiteralPath;

    /// <summary>The paths as given, so that a provider reads them as -Path or -LiteralPath says.</summary>
    protected string[] GivenPaths => IsLiteral ? LiteralPath : Path;

    /// <summary>The existing items that are meant; an error is written for a path that leads nowhere.</summary>
    protected IEnumerable<string> ExistingPaths()
    {
        foreach (var path in GivenPaths)
        {
            foreach (var item in Resolve(IsLiteral ? WildcardPattern.Escape(path) : path))
                yield return item;
        }
    }

    Collection<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (Exception e) when (e is SessionStateException or PSInvalidOperationException)
        {
            WriteError(new ErrorRecord(((IContainsErrorRecord)e).ErrorRecord, e));
            return [];
        }
    }
}
