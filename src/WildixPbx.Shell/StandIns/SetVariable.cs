using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Set, "Variable", SupportsShouldProcess = true)]
sealed class SetVariable : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)]
    public string[] Name { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Value { get; set; }

    [Parameter]
    [ValidateSet("Global", "Script", "Local")]
    public string? Scope { get; set; }

    protected override void EndProcessing()
    {
        foreach (var name in Name)
        {
            if (ShouldProcess(name, "Set variable"))
                SessionState.PSVariable.Set(Scope is null ? name : $"{Scope}:{name}", Value);
        }
    }
}
