using System.Management.Automation;
using System.Security;
using WildixPbx.Abstractions;
using WildixPbx.Binding;

namespace WildixPbx.Commands;

/// <summary>Sets the password of a PBX's user admin: one that is given, or one that is made.</summary>
[Cmdlet(VerbsCommon.Set, "PbxAdminPassword", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxPasswordChange))]
public sealed class SetPbxAdminPasswordCommand : DialogueCmdlet
{
    static readonly string[] ByHand =
    [
        "Open WMS of the PBX over HTTPS as admin; a new PBX has the password that the guide names.",
        "Select the user admin and click Set passwords.",
        "Enter the new WEB password, and click Ok.",
    ];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [SecretText]
    public SecureString? Password { get; set; }

    [Parameter]
    [ValidateRange(12, 64)]
    public int Length { get; set; } = 20;

    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Password)) && Password is null)
            throw new ValidationException("Validation", "-Password is given, but says nothing.", "Give a password, or leave -Password out to have one made.") { Column = nameof(Password) };
        return base.BeginAsync();
    }

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        var isMade = Password is null;
        if (Manual)
        {
            Write(Identity?.ToString() ?? "", PbxChangeOutcome.ByHand, isMade ? NewPassword.Make(Length) : null, new SshInput("", InputIndex, Input));
            return;
        }

        var end = EndPoint();
        if (!ShouldChange(end.Name, $"Set {(isMade ? "a new" : "the given")} password of admin")) return;
        var password = Password ?? NewPassword.Make(Length);
        await StartAsync(end, async (session, input) =>
        {
            try
            {
                var outcome = await HoldAsync(session, "SetAdminPassword", "password", password);
                if (outcome.Word == "Refused")
                    throw new ConflictException("PasswordNotTaken", $"'{input.Pbx}' does not take the password: {outcome.Text}", "Give another password; the old one is in force.");
            }
            catch (OutcomeUnknownException) when (isMade)
            {
                // Nobody else knows the password that may be in force now.
                Write(input.Pbx, PbxChangeOutcome.Unknown, password, input);
                throw;
            }

            Write(input.Pbx, PbxChangeOutcome.Done, isMade ? password : null, input);
        });
    }

    void Write(string pbx, PbxChangeOutcome outcome, SecureString? made, SshInput input) => WriteObject(new PbxPasswordChange
    {
        Pbx = pbx,
        UserName = "admin",
        Outcome = outcome,
        Changed = outcome == PbxChangeOutcome.Done,
        Password = made,
        PlainPassword = AsPlainText && made is not null ? new System.Net.NetworkCredential("", made).Password : null,
        Steps = outcome == PbxChangeOutcome.ByHand ? ByHand : [],
        InputIndex = input.Index,
        InputObject = input.Input,
    });
}
