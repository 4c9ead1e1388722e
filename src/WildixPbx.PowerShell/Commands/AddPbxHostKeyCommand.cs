using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;

namespace WildixPbx.Commands;

/// <summary>Trusts the host keys of PBXs from now on.</summary>
[Cmdlet(VerbsCommon.Add, "PbxHostKey", SupportsShouldProcess = true)]
[OutputType(typeof(PbxHostKey))]
public sealed class AddPbxHostKeyCommand : HostKeyCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Fingerprint")]
    [CellText]
    public string? HostKeyFingerprint { get; set; }

    [Parameter]
    public SwitchParameter AcceptNewHostKey { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int ConnectTimeoutSec { get; set; } = 30;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var end = SshEndPoint.Of(Identity, Port);
        var shown = await EngineHost.Engine.Ssh.ShownKeyAsync(end.Host, end.Port, TimeSpan.FromSeconds(ConnectTimeoutSec), Stop);
        var wanted = RowReader.Text(HostKeyFingerprint) ?? end.Simulator?.SshHostKeyFingerprint;
        if (wanted is null && !AcceptNewHostKey)
        {
            throw new HostKeyException(
                "HostKeyUnknown", $"{end.Name} shows the host key {shown.KeyType} {shown.Fingerprint}, and nothing says whether that is its own.",
                "Compare the fingerprint with the PBX's own, then give it with -HostKeyFingerprint, or trust what it shows with -AcceptNewHostKey.");
        }

        if (wanted is not null && !shown.HasFingerprint(wanted))
            throw new HostKeyException("HostKeyMismatch", $"{end.Name} shows the host key {shown.KeyType} {shown.Fingerprint}, not {wanted}.", "Compare with the PBX's own fingerprint. Somebody may sit in between.");
        if (!ShouldProcess(FormattableString.Invariant($"{end.Host} port {end.Port}"), $"Trust the host key {shown.Fingerprint}")) return;
        HostKeys.Add(shown);
        WriteObject(shown);
    }
}
