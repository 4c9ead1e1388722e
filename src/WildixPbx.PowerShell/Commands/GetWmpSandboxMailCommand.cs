using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the mails that a sandbox would have sent.</summary>
[Cmdlet(VerbsCommon.Get, "WmpSandboxMail", SupportsPaging = true)]
[OutputType(typeof(PortalMail))]
public sealed class GetWmpSandboxMailCommand : PortalCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [IdentityTransformation]
    public ObjectIdentity? Pbx { get; set; }

    [Parameter]
    public MailKind? Kind { get; set; }

    [Parameter]
    public DateTimeOffset? From { get; set; }

    [Parameter]
    public DateTimeOffset? To { get; set; }

    private protected override object? Topic => Pbx?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var pbx = Pbx is null ? null : (await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Pbx, "Identity, Id, Serial or Name")), Call)).Id;
        await WriteListAsync(PortalQueries.Mails(new MailFilter { Kind = Kind, Pbx = pbx, From = From, To = To }));
    }
}
