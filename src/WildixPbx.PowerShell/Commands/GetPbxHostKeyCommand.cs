using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;

namespace WildixPbx.Commands;

/// <summary>Gets the host keys that are trusted, or the one that a PBX shows.</summary>
[Cmdlet(VerbsCommon.Get, "PbxHostKey")]
[OutputType(typeof(PbxHostKey))]
public sealed class GetPbxHostKeyCommand : HostKeyCmdlet
{
    [Parameter]
    public SwitchParameter Shown { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectTimeoutSec { get; set; } = 30;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is null && !Shown)
        {
            WriteObject(HostKeys.All(), enumerateCollection: true);
            return;
        }

        var end = SshEndPoint.Of(Identity, Port);
        if (Shown) WriteObject(await EngineHost.Engine.Ssh.ShownKeyAsync(end.Host, end.Port, TimeSpan.FromSeconds(ConnectTimeoutSec), Stop));
        else if (HostKeys.Of(end.Host, end.Port) is { Count: > 0 } found) WriteObject(found, enumerateCollection: true);
        else throw new NotFoundException("NotFound", FormattableString.Invariant($"No host key of {end.Host} port {end.Port} is in {HostKeys.Path}."), "Get-PbxHostKey -Shown gets the key that the PBX shows; compare it with the PBX's own, then trust it with Add-PbxHostKey.");
    }
}
