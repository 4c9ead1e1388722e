using System.Management.Automation;

namespace WildixPbx.Benchmarks.Pipeline;

/// <summary>Hands on what it gets: the least that a cmdlet in the middle can do.</summary>
[Cmdlet(VerbsCommon.Push, "Plain")]
public sealed class PushPlainCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord() => WriteObject(InputObject);
}

/// <summary>Writes a list: the least that a cmdlet at the beginning can do.</summary>
[Cmdlet(VerbsCommon.Get, "Plain")]
public sealed class GetPlainCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public IReadOnlyList<object> Items { get; set; } = [];

    protected override void ProcessRecord()
    {
        for (var index = 0; index < Items.Count; index++) WriteObject(Items[index]);
    }
}

/// <summary>Takes the cells of Set-WmpLicense by property name and asks ShouldProcess, as any bulk cmdlet must: the engine's own share.</summary>
[Cmdlet(VerbsCommon.Set, "Plain", SupportsShouldProcess = true)]
public sealed class SetPlainCommand : PSCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)] public string? Identity { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("PBX-BASIC")] public string? PbxBasic { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("UC-Essential")] public string? UcEssential { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("UC-Business")] public string? UcBusiness { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("UC-Premium")] public string? UcPremium { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("UC-Wizyconf")] public string? UcWizyconf { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("PBX-Service")] public string? PbxService { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)] public string? MaximumFee { get; set; }

    protected override void ProcessRecord()
    {
        if (ShouldProcess(Identity, "Set")) WriteObject(Identity);
    }
}
