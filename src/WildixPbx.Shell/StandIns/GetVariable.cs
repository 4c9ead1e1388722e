using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Variable")]
sealed class GetVariable : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string[] Name { get; set; } = [];

    [Parameter]
    public SwitchParameter ValueOnly { get; set; }

    [Parameter]
    [ValidateSet("Global", "Script", "Local")]
    public string? Scope { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            if (SessionState.PSVariable.Get(Scope is null ? name : $"{Scope}:{name}") is not { } variable)
                WriteError(new ErrorRecord(new ItemNotFoundException($"There is no variable {name}."), "VariableNotFound", ErrorCategory.ObjectNotFound, name));
            else if (ValueOnly)
                WriteObject(variable.Value);
            else
                WriteObject(variable);
        }
    }
}
