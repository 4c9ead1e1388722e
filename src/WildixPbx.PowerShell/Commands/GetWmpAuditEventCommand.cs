using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the portal's trail: who changed what, when, and what was before.</summary>
[Cmdlet(VerbsCommon.Get, "WmpAuditEvent", SupportsPaging = true)]
[OutputType(typeof(AuditEntry))]
public sealed class GetWmpAuditEventCommand : PortalCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [IdentityTransformation]
    public ObjectIdentity? Pbx { get; set; }

    [Parameter]
    public string? Customer { get; set; }

    [Parameter]
    public string? Actor { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(AuditKindCompleter))]
    public string? Kind { get; set; }

    [Parameter]
    [SupportsWildcards]
    public string? Action { get; set; }

    [Parameter]
    public string? IdempotencyKey { get; set; }

    [Parameter]
    public DateTimeOffset? From { get; set; }

    [Parameter]
    public DateTimeOffset? To { get; set; }

    private protected override object? Topic => Pbx?.Given;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        if (From > To)
            throw new ValidationException("Validation", FormattableString.Invariant($"-From {From:u} is after -To {To:u}."), "Give a span of time: from the first moment on, and before the last.") { Column = nameof(From) };
        if (Kind is null) return;
        var kinds = AuditKindCompleter.Kinds.Select(kind => kind.Word).ToArray();
        Kind = kinds.FirstOrDefault(kind => string.Equals(kind, Kind.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ValidationException("Validation", $"-Kind can't be '{Kind}'.", "Give one of " + string.Join(", ", kinds) + ".") { Column = nameof(Kind) };
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var filter = new AuditFilter
        {
            Pbx = Pbx is null ? null : (await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Pbx, "Identity, Id, Serial or Name")), Call)).Id,
            Customer = await CustomerIdAsync(Customer),
            Actor = Actor,
            Kind = Kind,
            Action = Action,
            IdempotencyKey = IdempotencyKey,
            From = From,
            To = To,
        };
        await WriteListAsync(PortalQueries.AuditEvents(filter), where: null, static line => Task.FromResult<object?>(new AuditEntry(line, EngineHost.Engine.Compare)));
    }
}
