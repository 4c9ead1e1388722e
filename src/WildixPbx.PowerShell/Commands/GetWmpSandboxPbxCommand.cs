using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the simulators of PBXs that a sandbox has brought up.</summary>
[Cmdlet(VerbsCommon.Get, "WmpSandboxPbx")]
[OutputType(typeof(SandboxPbx))]
public sealed class GetWmpSandboxPbxCommand : ContextCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string Name { get; set; } = "*";

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        RefuseBlankParameters();
        var sandbox = RunningSandboxes.Only(Sandbox);
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        var found = (await EngineHost.Engine.Sandboxes.GetPbxsAsync(sandbox, Call)).Where(box => pattern.IsMatch(box.Pbx)).ToArray();
        if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
            throw new NotFoundException("NotFound", $"The sandbox '{sandbox.Name}' has no simulator of '{Name}' up.", "Bring it up with Start-WmpSandboxPbx.");
        WriteObject(found, enumerateCollection: true);
    }
}
