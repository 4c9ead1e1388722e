using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Checks;

/// <summary>What a check of a change came to.</summary>
/// <param name="Findings">All findings, in order.</param>
/// <param name="Name">What the PBX is called; none where nothing says it.</param>
/// <param name="PbxId">Its id; none where it is not there yet, or the id is not known.</param>
sealed record Verdict(IReadOnlyList<Finding> Findings, string? Name, string? PbxId);

/// <summary>Has the portal check a change as it would check the real one, by the same requests, and make none.</summary>
sealed class DryRun(IPortal portal, CallContext call)
{
    static readonly ChangeOptions Options = new("", DryRun: true);

    /// <summary>What the portal finds.</summary>
    /// <param name="wanted">The change.</param>
    /// <param name="pbx">The PBX: id, serial or name. A creation has none.</param>
    /// <param name="server">The PBX whose licences are to be shared.</param>
    public async Task<Verdict> AskAsync(WantedChange wanted, string? pbx, string? server) => wanted.Operation switch
    {
        ChangeOperation.Create => Of(await SendAsync(PortalCommands.NewPbx(Body(wanted))), isNew: true),
        ChangeOperation.Licenses => Of(await SendAsync(PortalCommands.SetLicenses(pbx!, new LicenseUpdate { Licenses = wanted.Counts, MaximumFee = wanted.MaximumFee }))),
        ChangeOperation.Term => Of(await SendAsync(PortalCommands.SetTerm(pbx!, new TermUpdate { Term = wanted.Term!.Value, Licenses = wanted.Counts, MaximumFee = wanted.MaximumFee }))),
        ChangeOperation.Storage => Of(await SendAsync(PortalCommands.SetStorage(pbx!, new StorageUpdate { StorageGB = await SizeAsync(wanted, pbx!), MaximumFee = wanted.MaximumFee }))),
        ChangeOperation.Ssh => Of(await SendAsync(PortalCommands.SetSsh(pbx!, new SshUpdate { Open = wanted.SshOpen == true }))),
        ChangeOperation.Sharing => Of(await SendAsync(PortalCommands.EnableSharing(pbx!, new SharingUpdate { Server = server! }))),
        ChangeOperation.Rename => Of(await SendAsync(PortalCommands.SetPbx(pbx!, new PbxUpdate { Name = wanted.Name! }))),
        _ => Of(await SendAsync(PortalCommands.MovePbx(pbx!, new PbxMove { Customer = wanted.Customer! }))),
    };

    Task<Change<T>> SendAsync<T>(PortalCommand<T> command) => portal.SendAsync(command, Options, call);

    /// <summary>The size of the storage; what it is to grow by is added to what the portal says.</summary>
    async Task<int> SizeAsync(WantedChange wanted, string pbx)
        => wanted.StorageIncreaseGB is null ? wanted.StorageGB!.Value : wanted.StorageOf(PbxFacts.Of(await portal.GetAsync(PortalLookups.Pbx(pbx), call)))!.Value;

    static Verdict Of(Change<Pbx> quote, bool isNew = false) => new(quote.Findings, quote.Resource.Name, isNew ? null : quote.Resource.Id);

    static Verdict Of(Change<LicenseOutcome> quote) => new(quote.Findings, quote.Resource.Pbx.Name, quote.Resource.Pbx.Id);

    static NewPbx Body(WantedChange wanted) => new()
    {
        Customer = wanted.Customer!,
        Name = wanted.Name!,
        Platform = wanted.Platform!.Value,
        Model = wanted.Model,
        Region = wanted.Region,
        Term = wanted.Term!.Value,
        Licensing = wanted.Licensing ?? Licensing.PerUser,
        StorageGB = wanted.StorageGB,
        Licenses = wanted.Counts,
        MaximumFee = wanted.MaximumFee,
    };
}
