using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Sets licence counts of PBXs.</summary>
[Cmdlet(VerbsCommon.Set, "WmpLicense", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LicenseChange))]
public sealed class SetWmpLicenseCommand : LicensingCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public SwitchParameter Add { get; set; }

    [Parameter]
    public SwitchParameter Remove { get; set; }

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    protected override Task BeginAsync()
        => Add && Remove
            ? throw new ValidationException("Validation", "-Add and -Remove can't be given together.", "Give one of them, or neither for absolute counts.")
            : base.BeginAsync();

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var reader = new RowReader();
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var eTag = Identity!.ETag;
        var counts = ReadCounts(reader);
        var maximumFee = ReadMaximumFee(reader, MaximumFee);
        if (Add || Remove)
            foreach (var count in counts.Where(count => count.Value < 0))
                reader.Add(count.Key, FormattableString.Invariant($"{count.Key} can't be {count.Value} with -{(Add ? nameof(Add) : nameof(Remove))}, which says the direction already"));
        reader.ThrowIfBad();
        if (counts.Count == 0) throw NothingToChange("licence counts", "a count for at least one profile");

        return ChangeAsync(new RowChange<LicenseOutcome>(RowKey.OfPbx(identity), $"PBX '{Subject(identity)}'", Action, PrepareAsync, ResultsOf));

        string Action() => (Add ? "Add licences: " : Remove ? "Remove licences: " : "Set licences: ") + counts;

        async Task<PreparedChange<LicenseOutcome>> PrepareAsync()
            => Add || Remove ? await MakeAbsoluteAsync(identity, counts, maximumFee, eTag) : Change(identity, counts, maximumFee, eTag);
    }

    /// <summary>
    /// Turns relative counts into absolute ones on the state just read. The tag goes along, so that a change in between
    /// is refused instead of being counted twice.
    /// </summary>
    async Task<PreparedChange<LicenseOutcome>> MakeAbsoluteAsync(string identity, LicenseCounts counts, decimal? maximumFee, string? eTag)
    {
        var pbx = await Portal.GetAsync(PortalLookups.Pbx(identity), Call);
        var absolute = new LicenseCounts(counts.Select(count => new KeyValuePair<string, int>(count.Key, Sum(pbx.Licenses.Of(count.Key), Remove ? -count.Value : count.Value))));
        return Change(pbx.Id, absolute, maximumFee, eTag ?? pbx.ETag);
    }

    // Far beyond any count, so that the rules say so, instead of one that has turned negative.
    static int Sum(int count, int more) => (int)Math.Min(int.MaxValue, (long)count + more);

    static PreparedChange<LicenseOutcome> Change(string pbx, LicenseCounts counts, decimal? maximumFee, string? eTag)
        => new(PortalCommands.SetLicenses(pbx, new LicenseUpdate { Licenses = counts, MaximumFee = maximumFee }), eTag);

    static IEnumerable<IChangeResult> ResultsOf(Change<LicenseOutcome> change)
        => change.Resource.Profiles.Select(profile => new LicenseChange
        {
            Pbx = change.Resource.Pbx.Name,
            PbxId = change.Resource.Pbx.Id,
            Customer = change.Resource.Pbx.Customer,
            Profile = profile.Profile,
            PreviousCount = profile.PreviousCount,
            RequestedCount = profile.RequestedCount,
            EffectiveCount = profile.EffectiveCount,
            Changed = profile.Changed,
            Fee = profile.Fee,
            EffectiveOn = profile.EffectiveOn,
            RequestId = profile.RequestId,
            Findings = change.Findings,
        });

    string Subject(string identity) => Identity?.Source is PSObject { BaseObject: Pbx pbx } ? pbx.Name : Identity?.Source is Pbx direct ? direct.Name : identity;
}
