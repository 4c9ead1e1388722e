using System.Diagnostics.CodeAnalysis;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>Where the sharing of a client stands.</summary>
public enum SharingState
{
    /// <summary>It shares nobody's licences.</summary>
    None,

    /// <summary>It has asked to share another server's licences; Wildix applies it by hand.</summary>
    Requested,

    /// <summary>It shares the server's licences.</summary>
    Active,
}

/// <summary>Which PBX's licences a PBX shares over the WMS Network, or has asked to share.</summary>
public record LicenseSharing : IPbxReference, IRequestReference
{
    /// <summary>No sharing yet.</summary>
    public LicenseSharing() { }

    /// <summary>The sharing of a client as the portal has it.</summary>
    /// <param name="client">The client.</param>
    /// <param name="server">The PBX whose licences it shares or has asked to share; none where it isn't known.</param>
    [SetsRequiredMembers]
    public LicenseSharing(Pbx client, Pbx? server)
    {
        ClientPbx = client.Name;
        PbxId = client.Id;
        Customer = client.Customer;
        State = client.RequestedSharingServer is not null ? SharingState.Requested : client.SharingServer is not null ? SharingState.Active : SharingState.None;
        ServerPbxId = ServerIdOf(client);
        EffectiveServerPbxId = client.SharingServer;
        if (server is null || server.Id != ServerPbxId) return;
        ServerPbx = server.Name;
        Licenses = server.Licenses;
    }

    /// <summary>Name of the PBX that shares.</summary>
    public required string ClientPbx { get; init; }

    /// <summary>Id of the PBX that shares.</summary>
    public required string PbxId { get; init; }

    /// <summary>Name of the customer.</summary>
    public required string Customer { get; init; }

    /// <summary>Where it stands.</summary>
    public required SharingState State { get; init; }

    /// <summary>Name of the PBX that has the licences; while it is requested, the one that was asked for.</summary>
    public string? ServerPbx { get; init; }

    /// <summary>Id of the PBX that has the licences; while it is requested, of the one that was asked for.</summary>
    public string? ServerPbxId { get; init; }

    /// <summary>Id of the PBX whose licences are shared now; none as long as a first sharing is only requested.</summary>
    public string? EffectiveServerPbxId { get; init; }

    /// <summary>The licences that both use, counted on the server only.</summary>
    public LicenseCounts Licenses { get; init; } = [];

    /// <summary>The request that waits for a Wildix manager, if there is one.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id of the PBX whose licences a client has asked to share, or else shares.</summary>
    public static string? ServerIdOf(Pbx client) => client.RequestedSharingServer ?? client.SharingServer;

    /// <summary>Client and server.</summary>
    public override string ToString() => ServerPbx is null ? ClientPbx : $"{ClientPbx} of {ServerPbx}";
}

/// <summary>The sharing of a client after it was enabled or disabled.</summary>
public sealed record SharingChange : LicenseSharing, IChangeResult
{
    /// <summary>The sharing after the change, with what the portal says of the change.</summary>
    [SetsRequiredMembers]
    public SharingChange(Change<Pbx> change, Pbx? server) : base(change.Resource, server)
    {
        Changed = change.Changed;
        RequestId = change.RequestId;
        EffectiveOn = change.EffectiveOn;
        Findings = change.Findings;
    }

    /// <inheritdoc/>
    public bool Changed { get; init; }

    /// <summary>From when it is in force; none while it waits for Wildix.</summary>
    public DateTimeOffset? EffectiveOn { get; init; }

    /// <summary>Advice and outcomes of the rules.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <inheritdoc/>
    public int InputIndex { get; set; }

    /// <inheritdoc/>
    public object? InputObject { get; set; }

    /// <summary>Client and server.</summary>
    public override string ToString() => base.ToString();
}
