using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.New, "Object")]
sealed class NewObject : PSCmdlet
{
    // The engine chooses the constructor and converts the arguments.
    static readonly ScriptBlock Construct = ScriptBlock.Create("param($type, $arguments) $type::new.Invoke($arguments)");

    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = "";

    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[] ArgumentList { get; set; } = [];

    [Parameter]
    public IDictionary? Property { get; set; }

    protected override void EndProcessing()
    {
        var type = LanguagePrimitives.ConvertTo<Type>(TypeName);
        var made = type == typeof(PSObject) || type == typeof(PSCustomObject) ? new PSObject() : Construct.InvokeReturnAsIs(type, ArgumentList);
        WriteObject(WithProperties(PSObject.AsPSObject(made)), enumerateCollection: false);
    }

    PSObject WithProperties(PSObject made)
    {
        foreach (DictionaryEntry property in Property ?? new Hashtable())
        {
            var name = property.Key.ToString()!;
            if (made.Properties[name] is { } existing)
                existing.Value = property.Value;
            else if (made.BaseObject is PSCustomObject)
                made.Properties.Add(new PSNoteProperty(name, property.Value));
            else
                WriteError(new ErrorRecord(
                    new PSArgumentException($"{TypeName} has no property {name}."), "InvalidOperationException", ErrorCategory.InvalidArgument, name));
        }

        return made;
    }
}
