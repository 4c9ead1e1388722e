using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Migrations;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Sets what the boxes of a sandbox are and do.</summary>
[Cmdlet(VerbsCommon.Set, "WmpSandboxPbx", SupportsShouldProcess = true)]
[OutputType(typeof(SandboxPbxChange))]
public sealed class SetWmpSandboxPbxCommand : SandboxChangeCmdlet
{
    // Not by the column Serial: that is the new one.
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "Id", "Name", "PbxId", "Pbx")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Online { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? LastRenewal { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? WmsVersion { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Activated { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("NewSerial")]
    [CellText]
    public string? Serial { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Database { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? DatabaseGB { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [LicenseCountsText]
    public string? AssignedUsers { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <inheritdoc/>
    protected override int Throttle => ThrottleLimit;

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, Id or Name");
        var reader = new RowReader();
        var update = Read(reader);
        reader.ThrowIfBad();
        if (update == new SandboxPbxUpdate()) throw NothingToChange("what the box is or does", "-Online, -LastRenewal, -WmsVersion, -Activated, -Serial, -Database, -DatabaseGB or -AssignedUsers");
        return ChangeAsync(new RowChange<Pbx>(
            RowKey.OfPbx(identity), $"box of PBX '{Identity!.Name}'", "Set what it is and does", new PreparedChange<Pbx>(PortalCommands.SetSandboxPbx(identity, update)),
            change => [new SandboxPbxChange(change)]));
    }

    SandboxPbxUpdate Read(RowReader reader) => new()
    {
        Online = reader.Flag(nameof(Online), Online),
        LastRenewal = reader.Moment(nameof(LastRenewal), Written(nameof(LastRenewal), LastRenewal)),
        WmsVersion = MigrationCells.Version(reader, nameof(WmsVersion), Written(nameof(WmsVersion), WmsVersion)),
        Activated = reader.Flag(nameof(Activated), Activated),
        Serial = RowReader.Text(Written(nameof(Serial), Serial)),
        Database = RowReader.Text(Database),
        DatabaseBytes = MigrationCells.Bytes(reader, DatabaseGB, bytes: null),
        AssignedUsers = reader.Counts(nameof(AssignedUsers), AssignedUsers),
    };
}
