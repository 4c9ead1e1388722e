using System.Management.Automation;
using System.Security;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.ConvertTo, "SecureString")]
sealed class ConvertToSecureString : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string String { get; set; } = "";

    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>Accepted, since scripts for older shells give it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (!AsPlainText)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSNotSupportedException("This shell converts with -AsPlainText only, not what ConvertFrom-SecureString wrote."),
                "AsPlainTextRequired", ErrorCategory.NotImplemented, null));
        }

        var secret = new SecureString();
        foreach (var character in String)
            secret.AppendChar(character);
        secret.MakeReadOnly();
        WriteObject(secret);
    }
}
