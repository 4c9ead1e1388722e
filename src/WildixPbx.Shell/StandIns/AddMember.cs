using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = "TypeName")]
sealed class AddMember : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    [Parameter(Mandatory = true, ParameterSetName = "Member")]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; }

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Member")]
    public string Name { get; set; } = "";

    [Parameter(Position = 2, ParameterSetName = "Member")]
    [Parameter(Position = 2, ParameterSetName = "Note")]
    public object? Value { get; set; }

    [Parameter(Position = 3, ParameterSetName = "Member")]
    public ScriptBlock? SecondValue { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Note")]
    public string NotePropertyName { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Note")]
    [AllowNull]
    public object? NotePropertyValue { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Notes")]
    public IDictionary NotePropertyMembers { get; set; } = null!;

    [Parameter(ParameterSetName = "TypeName")]
    public string? TypeName { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var member in Members())
            Add(member);
        if (!string.IsNullOrEmpty(TypeName))
            InputObject.TypeNames.Insert(0, TypeName);
        if (PassThru)
            WriteObject(InputObject);
    }

    IEnumerable<PSMemberInfo> Members() => ParameterSetName switch
    {
        "Member" => [Member(MemberType, Name)],
        // Three in a row are type, name and value: the binder takes the type for a name, and only the engine's own may object to that.
        "Note" when Value is not null => [Member(LanguagePrimitives.ConvertTo<PSMemberTypes>(NotePropertyName), $"{NotePropertyValue}")],
        "Note" => [new PSNoteProperty(NotePropertyName, NotePropertyValue)],
        "Notes" => NotePropertyMembers.Cast<DictionaryEntry>().Select(note => new PSNoteProperty(note.Key.ToString(), note.Value)),
        _ => [],
    };

    PSMemberInfo Member(PSMemberTypes type, string name) => type switch
    {
        PSMemberTypes.ScriptProperty => new PSScriptProperty(name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value), SecondValue),
        PSMemberTypes.ScriptMethod => new PSScriptMethod(name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value)),
        PSMemberTypes.AliasProperty => new PSAliasProperty(name, LanguagePrimitives.ConvertTo<string>(Value)),
        PSMemberTypes.NoteProperty => new PSNoteProperty(name, Value),
        _ => throw new PSNotSupportedException($"This shell adds no {type}."),
    };

    void Add(PSMemberInfo member)
    {
        if (InputObject.Members[member.Name] is { } existing)
        {
            if (!Force)
            {
                WriteError(new ErrorRecord(
                    new InvalidOperationException($"There is a member {member.Name} already. Give -Force to replace it."),
                    "MemberAlreadyExists", ErrorCategory.InvalidOperation, InputObject));
                return;
            }

            if (existing.IsInstance)
                InputObject.Members.Remove(member.Name);
        }

        InputObject.Members.Add(member);
    }
}
