using System.Management.Automation;
using System.Net;
using System.Security;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Loading;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <content>What the guide has done before the key: a new password and an upgrade. Told as advice, where it can be known.</content>
public sealed partial class RegisterPbxKeyCommand
{
    static readonly string[] Advice = ["UpgradeBeforeKey", "DefaultPasswordUnchanged"];

    static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(0.5);

    readonly SortedDictionary<string, int> _advised = new(StringComparer.Ordinal);
    int _registered;

    [Parameter]
    public SecureString? Token { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? CertificateFingerprint { get; set; }

    [Parameter]
    public SwitchParameter TestFactoryPassword { get; set; }

    /// <inheritdoc/>
    private protected override Task FinishAsync()
    {
        foreach (var rule in _advised)
            WriteWarning(FormattableString.Invariant($"{rule.Key}: {rule.Value} of {_registered} {(_registered == 1 ? "PBX" : "PBXs")}. The results' Findings say more."));
        return Task.CompletedTask;
    }

    /// <summary>A look at the present input's box, to be taken once the key may be entered.</summary>
    Func<string, Task<Proposal>> Look()
    {
        var (box, fingerprint) = (Identity!, RowReader.Text(CertificateFingerprint));
        return async pbx => new Proposal
        {
            Operation = RuleArea.Activation,
            Subject = pbx,
            Now = DateTimeOffset.UtcNow,
            WaitingUpgrade = await WaitingUpgradeAsync(box, fingerprint, pbx),
            HasFactoryPassword = HasFactoryPassword() || (TestFactoryPassword && await TakesFactoryPasswordAsync(box, fingerprint, pbx)),
        };
    }

    Finding[] FindingsOf(Proposal proposal)
    {
        _registered++;
        Finding[] findings = [.. Advice.SelectMany(id => RuleCatalog.Get(id).Check(proposal))];
        foreach (var finding in findings) _advised[finding.RuleId] = _advised.TryGetValue(finding.RuleId, out var count) ? count + 1 : 1;
        return findings;
    }

    /// <summary>The upgrade that a box finds; none where it finds none, can't be asked, or does not say.</summary>
    async Task<string?> WaitingUpgradeAsync(BoxIdentity identity, string? fingerprint, string pbx)
    {
        if (RestLogin.Of(identity, Token, fingerprint, TimeSpan.FromSeconds(TimeoutSec)) is not { } settings) return null;
        try
        {
            using var box = EngineHost.Engine.ConnectBox(settings);
            var found = await box.CheckUpgradeAsync(new UpgradeOrder(null, null, PollInterval, TimeSpan.FromSeconds(TimeoutSec), Reboots: false), _ => { }, Call);
            return found.Stage == UpgradeStage.Available ? found.Version ?? "" : null;
        }
        catch (WildixPbxException e)
        {
            // The key does not wait for it: what is not known is not judged.
            WriteWarning($"{pbx}: whether an upgrade waits is not known. {OneLine(e)}");
            return null;
        }
    }

    // The login that was given has just been taken by the box.
    bool HasFactoryPassword() => Credential is { } login && FactoryLogin.Is(login.UserName, login.GetNetworkCredential().Password);

    async Task<bool> TakesFactoryPasswordAsync(BoxIdentity identity, string? fingerprint, string pbx)
    {
        var settings = RestLogin.With(identity, new BasicCredential(FactoryLogin.UserName, new NetworkCredential("", FactoryLogin.Password).SecurePassword), fingerprint, TimeSpan.FromSeconds(TimeoutSec));
        try
        {
            using var box = EngineHost.Engine.ConnectBox(settings);
            await box.GetInfoAsync(PbxInfoParts.Version, Call);
            return true;
        }
        catch (WildixPbxException e)
        {
            if (e is not AuthenticationException) WriteWarning($"{pbx}: whether it takes the factory password is not known. {OneLine(e)}");
            return false;
        }
    }

    static string OneLine(WildixPbxException exception) => string.Join(" ", exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
