using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Runs;

namespace WildixPbx.Commands;

/// <summary>Moves PBXs to the Cloud, in the guide's two steps.</summary>
[Cmdlet(VerbsLifecycle.Start, "PbxMigration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxMigration), typeof(Job))]
public sealed partial class StartPbxMigrationCommand : MigrationCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? TargetSerial { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    [Parameter]
    public string[] Include { get; set; } = [];

    [Parameter]
    public string[] Exclude { get; set; } = [];

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    private protected override async Task ProcessMigrationAsync()
    {
    }
}
