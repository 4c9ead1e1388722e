using System.Management.Automation;
using System.Security;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Enters the PBX key, which activates a Virtual or Hardware PBX.</summary>
[Cmdlet(VerbsLifecycle.Register, "PbxKey", SupportsShouldProcess = true)]
[OutputType(typeof(PbxKeyRegistration))]
public sealed partial class RegisterPbxKeyCommand : DialogueCmdlet
{
    static readonly string[] ByHand =
    [
        "In the portal: Customers, the company, the PBX, and the Copy icon beside it (Copy PBX key to clipboard).",
        "On the PBX: open WMS over HTTPS as admin, and enter the key where it asks for it.",
    ];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("PbxKey")]
    [SecretText]
    public SecureString? Key { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        CheckPlatform();
        if (Manual)
        {
            WriteObject(new PbxKeyRegistration { Pbx = Identity?.ToString() ?? "", Outcome = PbxChangeOutcome.ByHand, Steps = ByHand, InputIndex = InputIndex, InputObject = Input });
            return;
        }

        var key = Key ?? throw new ValidationException("Validation", "Key is missing; it takes the PBX key, as Get-WmpPbxKey gives it.", "Give -Key, or a column Key.") { Column = nameof(Key) };
        var end = EndPoint();
        if (!ShouldChange(end.Name, "Register the PBX key")) return;
        var look = Look();
        await StartAsync(end, async (session, input) =>
        {
            var seen = await look(input.Pbx);
            var outcome = await HoldAsync(session, "RegisterKey", "key", key);
            if (outcome.Word == "Refused")
                throw new ConflictException("PbxKeyRefused", $"'{input.Pbx}' does not take the key: {outcome.Text}", "Check that it is the key of this PBX: Get-WmpPbxKey.");
            var isNew = outcome.Word == "Accepted";
            WriteObject(new PbxKeyRegistration
            {
                Pbx = input.Pbx, Outcome = isNew ? PbxChangeOutcome.Done : PbxChangeOutcome.AlreadySo, Changed = isNew, Findings = FindingsOf(seen), InputIndex = input.Index, InputObject = input.Input,
            });
        });
    }

    // Only where the platform is known: a mere name says nothing of it, and the PBX refuses by itself.
    void CheckPlatform()
    {
        if (Identity?.BaseObject is not Pbx { Platform: Platform.Cloud } pbx) return;
        Finding[] findings = [.. RuleCatalog.Get("KeyNotForCloud").Check(new Proposal { Operation = RuleArea.Activation, Subject = pbx.Name, Now = DateTimeOffset.UtcNow, Pbx = pbx, Platform = pbx.Platform })];
        if (findings.Length > 0) throw new RuleViolationException(findings);
    }
}
