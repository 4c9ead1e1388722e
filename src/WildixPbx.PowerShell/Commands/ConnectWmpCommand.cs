using System.Management.Automation;
using System.Security;
using WildixPbx.Abstractions;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Connects to a portal and makes it the runspace's default.</summary>
[Cmdlet(VerbsCommunications.Connect, "Wmp", DefaultParameterSetName = "Portal")]
[OutputType(typeof(WmpConnection))]
public sealed class ConnectWmpCommand : ContextCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Portal", ValueFromPipelineByPropertyName = true)]
    public Uri? Uri { get; set; }

    [Parameter(ParameterSetName = "Portal", ValueFromPipelineByPropertyName = true)]
    public SecureString? Token { get; set; }

    [Parameter(ParameterSetName = "Portal")]
    public string? Profile { get; set; }

    [Parameter(ParameterSetName = "Sandbox", Mandatory = true, ValueFromPipeline = true)]
    public Sandbox? Sandbox { get; set; }

    [Parameter]
    public Uri? Proxy { get; set; }

    [Parameter]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    [Parameter]
    public SwitchParameter AllowInsecureTransport { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 100;

    [Parameter]
    [ValidateRange(0, 20)]
    public int MaximumRetryCount { get; set; } = 5;

    [Parameter]
    [ValidateRange(0, 3600)]
    public int MaximumRetryDelaySec { get; set; } = 300;

    [Parameter]
    public string? LogPath { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        try
        {
            RefuseBlankParameters();
            WriteObject(await ConnectAsync());
        }
        catch (WildixPbxException e)
        {
            // What comes next was meant for this portal: it must not reach the one from before.
            if (!NoDefault) RunspaceState.Default = null;
            Throw(e, Uri ?? Sandbox?.Uri);
        }
    }

    async Task<WmpConnection> ConnectAsync()
    {
        var found = Find();
        if (SkipCertificateCheck) WriteWarning($"Certificates of {found.Uri} are not checked: anybody on the way can read the token and change what is bought.");

        var portal = EngineHost.Engine.Connect(new PortalSettings
        {
            Uri = found.Uri!,
            Token = found.Token!,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            SkipCertificateCheck = SkipCertificateCheck,
            AllowInsecureTransport = AllowInsecureTransport,
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
            LogPath = LogPath is null ? null : GetUnresolvedProviderPathFromPSPath(LogPath),
        });
        try
        {
            var info = await portal.GetAsync(PortalLookups.Info(), Call);
            var connection = new WmpConnection(portal, info, found.Source);
            if (!NoDefault) RunspaceState.Default = connection;
            return connection;
        }
        catch
        {
            portal.Dispose();
            throw;
        }
    }

    ConnectionSource Find()
    {
        if (Sandbox is not null) return new ConnectionSource(Sandbox.Uri, Sandbox.Token, "Sandbox");
        var found = EngineHost.Engine.FindConnection(new ConnectionRequest { Uri = Uri, Token = Token, Profile = Profile, StatePath = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath)) });
        if (found.Uri is null)
        {
            throw new ValidationException(
                "PortalUnknown",
                "Nothing says which portal to connect to.",
                "Give -Uri, or a -Profile of profiles.json in the state folder, or set WMP_URI. To try it out: Start-WmpSandbox | Connect-Wmp.");
        }

        if (found.Token is not null) return found;
        return Interactivity.IsInteractive(Host) && Ask() is { Length: > 0 } token
            ? found with { Token = token, Source = "Prompt" }
            : throw new AuthenticationException(
                "TokenMissing", $"There is no token for {found.Uri}.", "Give -Token, or set WMP_TOKEN or WMP_TOKEN_FILE, or use a -Profile.");
    }

    SecureString? Ask()
    {
        Host.UI.Write("Token: ");
        try { return Host.UI.ReadLineAsSecureString(); }
        catch (Exception e) when (Questions.IsOfHost(e)) { return null; }
    }
}
