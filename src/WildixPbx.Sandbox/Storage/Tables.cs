using WildixPbx.Rules;
using static WildixPbx.Sandbox.Storage.Index;

namespace WildixPbx.Sandbox.Storage;

/// <summary>
/// Every kind of document, with the columns it is found and filtered by. A PBX that was moved to the Cloud is found by its
/// id and its state alone: its name is the new one's, and nothing falls due for it any more.
/// </summary>
static class Tables
{
    public static DocumentTable<Customer> Customers { get; } = new(
        "customers", customer => customer.Id, customer => customer.ETag, (customer, tag) => customer with { ETag = tag },
        new Column<Customer>("nameKey", customer => Key.Of(customer.Name), Unique));

    public static DocumentTable<Contact> Contacts { get; } = new(
        "contacts", contact => contact.Id, contact => contact.ETag, (contact, tag) => contact with { ETag = tag },
        new("customerId", contact => contact.CustomerId),
        new("nameKey", contact => Key.Of(contact.Name)),
        new("emailKey", contact => Key.Of(contact.Email)));

    public static DocumentTable<Pbx> Pbxs { get; } = new(
        "pbxs", pbx => pbx.Id, pbx => pbx.ETag, (pbx, tag) => pbx with { ETag = tag },
        new("nameKey", pbx => pbx.State == PbxState.Migrated ? null : Key.Of(pbx.Name), Unique),
        new("customerId", pbx => pbx.CustomerId),
        new("platform", pbx => pbx.Platform.ToString()),
        new("term", pbx => pbx.Term.ToString()),
        new("licensing", pbx => pbx.Licensing.ToString()),
        new("state", pbx => pbx.State.ToString()),
        new("regionKey", pbx => pbx.Region is { } region ? Key.Of(region) : null),
        new("expiresAt", pbx => Key.Of(pbx.ExpiresOn)),
        new("renewedAt", pbx => pbx.State == PbxState.Migrated ? null : Key.Of(pbx.LastRenewal)),
        new("sshOpen", pbx => pbx.SshOpenedOn is null ? null : 1L),
        new("sshOpenUntil", pbx => Key.Of(pbx.SshOpenUntil)),
        new("sharing", pbx => pbx.SharingServer is null && pbx.RequestedSharingServer is null ? null : 1L),
        new("sharingServer", pbx => pbx.SharingServer),
        new("requestedSharingServer", pbx => pbx.RequestedSharingServer),
        new("activatesAt", pbx => pbx.State == PbxState.Activating ? Key.Of(pbx.CreatedOn + Calendar.ActivationTime) : null),
        new("licensed", pbx => pbx.Licenses.Count > 0 ? 1L : 0L, None));

    public static DocumentTable<HardwareOrder> Orders { get; } = new(
        "hardwareOrders", order => order.Id, order => order.ETag, (order, tag) => order with { ETag = tag },
        new("itemKey", order => Key.Of(order.Item)),
        new("unused", order => (long)order.Unused));

    public static DocumentTable<ApprovalRequest> Requests { get; } = new(
        "requests", request => request.Id, request => request.ETag, (request, tag) => request with { ETag = tag },
        new("pbxId", request => request.PbxId),
        new("serverPbxId", request => request.ServerPbxId),
        new("state", request => request.State.ToString()),
        new("kind", request => request.Kind.ToString()));
}
