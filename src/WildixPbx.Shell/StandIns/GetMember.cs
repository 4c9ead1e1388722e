using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsCommon.Get, "Member")]
sealed class GetMember : PSCmdlet
{
    readonly HashSet<string> _types = [];

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0)]
    public string[] Name { get; set; } = ["*"];

    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    protected override void ProcessRecord()
    {
        if (InputObject is null || !_types.Add(InputObject.TypeNames[0]))
            return;

        var names = Name.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var member in InputObject.Members.Where(IsWanted).OrderBy(member => member.MemberType).ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase))
            WriteObject(Described(member));

        bool IsWanted(PSMemberInfo member) => (member.MemberType & MemberType) != 0
            && !member.Name.StartsWith("get_", StringComparison.Ordinal) && !member.Name.StartsWith("set_", StringComparison.Ordinal)
            && names.Any(name => name.IsMatch(member.Name));
    }

    PSObject Described(PSMemberInfo member)
    {
        var description = new PSObject();
        // The engine has a view for the real cmdlet's type.
        description.TypeNames.Insert(0, "Microsoft.PowerShell.Commands.MemberDefinition");
        description.Properties.Add(new PSNoteProperty("TypeName", InputObject!.TypeNames[0]));
        description.Properties.Add(new PSNoteProperty("Name", member.Name));
        description.Properties.Add(new PSNoteProperty("MemberType", member.MemberType));
        description.Properties.Add(new PSNoteProperty("Definition", member.ToString()));
        return description;
    }
}
