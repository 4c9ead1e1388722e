using System.Collections;
using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Brings up simulators of a sandbox's PBXs, or gives them other settings.</summary>
[Cmdlet(VerbsLifecycle.Start, "WmpSandboxPbx", SupportsShouldProcess = true)]
[OutputType(typeof(SandboxPbx))]
public sealed class StartWmpSandboxPbxCommand : ContextCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public BoxBehavior[]? Behavior { get; set; }

    [Parameter]
    [ValidateRange(0, 100_000)]
    public int? UserCount { get; set; }

    [Parameter]
    public string? AvailableVersion { get; set; }

    [Parameter]
    public IDictionary? Tells { get; set; }

    [Parameter]
    public SwitchParameter Ssh { get; set; }

    [Parameter]
    public MigrationFault? MigrationFault { get; set; }

    [Parameter]
    public MigrationPoint? MigrationFaultAt { get; set; }

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        if (MigrationFaultAt is not null && MigrationFault is null)
            throw new ValidationException("Validation", "-MigrationFaultAt says where, and nothing says what goes wrong there.", "Give -MigrationFault, too.") { Column = nameof(MigrationFault) };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var sandbox = RunningSandboxes.Only(Sandbox);
        if (!ShouldProcess($"PBX '{identity}' of sandbox '{sandbox.Name}'", "Bring up its simulator")) return;
        var settings = new SandboxBoxUpdate
        {
            Behaviors = Behavior,
            UserCount = UserCount,
            AvailableVersion = AvailableVersion is null ? null : Version(AvailableVersion),
            Tells = Tells is null ? null : TextsOf(Tells),
            Ssh = MyInvocation.BoundParameters.ContainsKey(nameof(Ssh)) ? Ssh.IsPresent : null,
            MigrationFault = MigrationFault,
            MigrationFaultAt = MigrationFaultAt,
        };
        WriteObject(await EngineHost.Engine.Sandboxes.StartPbxAsync(sandbox, identity, settings, Call));
    }

    static Dictionary<string, string> TextsOf(IDictionary members)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry member in members)
        {
            var name = RowReader.Text(CellTextAttribute.TextOf(member.Key))
                ?? throw new ValidationException("Validation", "Tells has an entry without a name.", "Give the names of members, such as version, serial, licensing or lastRenewal.") { Column = nameof(Tells) };
            texts[name] = CellTextAttribute.TextOf(member.Value) ?? "";
        }

        return texts;
    }

    static WmsVersion Version(string text) => WmsVersion.TryParse(text, out var version) ? version : throw new ValidationException(
        "Validation", $"AvailableVersion can't be '{text}': it takes a WMS version such as 7.10.61000.1.", "Correct AvailableVersion.") { Column = nameof(AvailableVersion) };
}
