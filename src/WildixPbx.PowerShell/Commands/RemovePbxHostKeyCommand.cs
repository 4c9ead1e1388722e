using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;

namespace WildixPbx.Commands;

/// <summary>Forgets the host keys of PBXs, such as of one that was made anew.</summary>
[Cmdlet(VerbsCommon.Remove, "PbxHostKey", SupportsShouldProcess = true)]
[OutputType(typeof(PbxHostKey))]
public sealed class RemovePbxHostKeyCommand : HostKeyCmdlet
{
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        var end = SshEndPoint.Of(Identity, Port);
        var keys = HostKeys;
        if (keys.Of(end.Host, end.Port).Count == 0)
            throw new NotFoundException("NotFound", FormattableString.Invariant($"No host key of {end.Host} port {end.Port} is in {keys.Path}."), "Get-PbxHostKey lists them. One on another port than 22 needs -Port.");
        if (!ShouldProcess(FormattableString.Invariant($"{end.Host} port {end.Port}"), "Forget its host keys")) return Task.CompletedTask;
        var removed = keys.Remove(end.Host, end.Port);
        if (PassThru) WriteObject(removed, enumerateCollection: true);
        if (keys.Of(end.Host, end.Port).Count > 0)
            WriteWarning(FormattableString.Invariant($"{keys.Path} still has lines for {end.Host}: those for several PBXs and those that revoke a key are left. Edit the file to remove them."));
        return Task.CompletedTask;
    }
}
