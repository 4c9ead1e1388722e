namespace WildixPbx.Portal;

/// <summary>One object of the portal.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="Path">Its path below the base path.</param>
/// <param name="Subject">What messages call it.</param>
public sealed record PortalLookup<T>(string Path, string Subject);

/// <summary>A change of the portal.</summary>
/// <typeparam name="T">What the answer is about.</typeparam>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base path.</param>
/// <param name="Body">The body; none where the path says it all.</param>
/// <param name="Subject">What messages call the object.</param>
public sealed record PortalCommand<T>(string Method, string Path, object? Body, string Subject);

/// <summary>Every single object of the portal.</summary>
public static class PortalLookups
{
    /// <summary>A PBX by id, serial (present or former) or name.</summary>
    public static PortalLookup<Pbx> Pbx(string identity) => new($"pbxs/{PortalPath.Segment(identity)}", identity);

    /// <summary>The key of a Virtual or Hardware PBX.</summary>
    public static PortalLookup<PbxKey> PbxKey(string identity) => new($"pbxs/{PortalPath.Segment(identity)}/key", identity);

    /// <summary>A customer by id or name.</summary>
    public static PortalLookup<Customer> Customer(string identity) => new($"customers/{PortalPath.Segment(identity)}", identity);

    /// <summary>A contact by id.</summary>
    public static PortalLookup<Contact> Contact(string id) => new($"contacts/{PortalPath.Segment(id)}", id);

    /// <summary>A hardware order by id.</summary>
    public static PortalLookup<HardwareOrder> HardwareOrder(string id) => new($"hardware-orders/{PortalPath.Segment(id)}", id);

    /// <summary>A request by id.</summary>
    public static PortalLookup<ApprovalRequest> Request(string id) => new($"requests/{PortalPath.Segment(id)}", id);

    /// <summary>What the portal says of itself and of the one who asks.</summary>
    public static PortalLookup<PortalInfo> Info() => new("portal", "the portal");

    /// <summary>What a sandbox counts; managers only.</summary>
    public static PortalLookup<SandboxStatistics> SandboxStatistics() => new("sandbox/statistics", "the sandbox");
}

/// <summary>Every change of the portal.</summary>
public static class PortalCommands
{
    /// <summary>Creates a customer.</summary>
    public static PortalCommand<Customer> NewCustomer(NewCustomer body) => new("POST", "customers", body, body.Name);

    /// <summary>Renames a customer.</summary>
    public static PortalCommand<Customer> SetCustomer(string identity, CustomerUpdate body) => new("PATCH", $"customers/{PortalPath.Segment(identity)}", body, identity);

    /// <summary>Removes a customer without PBXs, with its contacts.</summary>
    public static PortalCommand<Customer> RemoveCustomer(string identity) => new("DELETE", $"customers/{PortalPath.Segment(identity)}", null, identity);

    /// <summary>Adds a contact to a customer.</summary>
    public static PortalCommand<Contact> AddContact(string customer, NewContact body) => new("POST", $"customers/{PortalPath.Segment(customer)}/contacts", body, body.Email);

    /// <summary>Removes a contact.</summary>
    public static PortalCommand<Contact> RemoveContact(string id) => new("DELETE", $"contacts/{PortalPath.Segment(id)}", null, id);

    /// <summary>Creates a PBX.</summary>
    public static PortalCommand<Pbx> NewPbx(NewPbx body) => new("POST", "pbxs", body, body.Name);

    /// <summary>Sets licence counts of a PBX.</summary>
    public static PortalCommand<LicenseOutcome> SetLicenses(string pbx, LicenseUpdate body) => new("PATCH", $"pbxs/{PortalPath.Segment(pbx)}/licenses", body, pbx);

    /// <summary>Changes the term of a PBX.</summary>
    public static PortalCommand<LicenseOutcome> SetTerm(string pbx, TermUpdate body) => new("PATCH", $"pbxs/{PortalPath.Segment(pbx)}/term", body, pbx);

    /// <summary>Increases the storage of a PBX.</summary>
    public static PortalCommand<Pbx> SetStorage(string pbx, StorageUpdate body) => new("PATCH", $"pbxs/{PortalPath.Segment(pbx)}/storage", body, pbx);

    /// <summary>Opens or shuts the SSH port of a PBX.</summary>
    public static PortalCommand<Pbx> SetSsh(string pbx, SshUpdate body) => new("PATCH", $"pbxs/{PortalPath.Segment(pbx)}/ssh", body, pbx);

    /// <summary>Renames a PBX.</summary>
    public static PortalCommand<Pbx> SetPbx(string pbx, PbxUpdate body) => new("PATCH", $"pbxs/{PortalPath.Segment(pbx)}", body, pbx);

    /// <summary>Moves a PBX to another customer.</summary>
    public static PortalCommand<Pbx> MovePbx(string pbx, PbxMove body) => new("PUT", $"pbxs/{PortalPath.Segment(pbx)}/customer", body, pbx);

    /// <summary>Makes the Cloud instance that takes serial, name, term and licences of a PBX.</summary>
    public static PortalCommand<CloudMove> MoveToCloud(string pbx, CloudMoveOrder body) => new("POST", $"pbxs/{PortalPath.Segment(pbx)}/cloud-move", body, pbx);

    /// <summary>Gives serial, name, term and licences of a Cloud instance back to the PBX that it was made from.</summary>
    public static PortalCommand<CloudMove> UndoMoveToCloud(string pbx) => new("DELETE", $"pbxs/{PortalPath.Segment(pbx)}/cloud-move", null, pbx);

    /// <summary>Lets a PBX share another one's licences.</summary>
    public static PortalCommand<Pbx> EnableSharing(string pbx, SharingUpdate body) => new("PUT", $"pbxs/{PortalPath.Segment(pbx)}/sharing", body, pbx);

    /// <summary>Ends the sharing of a client, or takes its pending request back.</summary>
    public static PortalCommand<Pbx> DisableSharing(string pbx) => new("DELETE", $"pbxs/{PortalPath.Segment(pbx)}/sharing", null, pbx);

    /// <summary>Enables WMS Network on a PBX.</summary>
    public static PortalCommand<Pbx> EnableNetwork(string pbx) => new("PUT", $"pbxs/{PortalPath.Segment(pbx)}/network", null, pbx);

    /// <summary>Disables WMS Network on a PBX that shares no licences.</summary>
    public static PortalCommand<Pbx> DisableNetwork(string pbx) => new("DELETE", $"pbxs/{PortalPath.Segment(pbx)}/network", null, pbx);

    /// <summary>Moves a sandbox's clock forward; managers only.</summary>
    public static PortalCommand<SandboxTime> MoveClock(ClockMove body) => new("POST", "sandbox/clock", body, "the sandbox's clock");

    /// <summary>Sets what a sandbox's box is and does; managers only.</summary>
    public static PortalCommand<Pbx> SetSandboxPbx(string pbx, SandboxPbxUpdate body) => new("PATCH", $"sandbox/pbxs/{PortalPath.Segment(pbx)}", body, pbx);

    /// <summary>Brings up the simulator of a sandbox's PBX, or gives one that is up other settings; managers only.</summary>
    public static PortalCommand<SandboxBox> StartSandboxBox(string pbx, SandboxBoxUpdate body) => new("PUT", $"sandbox/boxes/{PortalPath.Segment(pbx)}", body, pbx);

    /// <summary>Shuts the simulator of a sandbox's PBX down; managers only.</summary>
    public static PortalCommand<SandboxBox> StopSandboxBox(string pbx) => new("DELETE", $"sandbox/boxes/{PortalPath.Segment(pbx)}", null, pbx);

    /// <summary>Buys hardware.</summary>
    public static PortalCommand<HardwareOrder> NewHardwareOrder(NewHardwareOrder body) => new("POST", "hardware-orders", body, body.Item);

    /// <summary>Takes a pending request back.</summary>
    public static PortalCommand<ApprovalRequest> WithdrawRequest(string id) => new("POST", $"requests/{PortalPath.Segment(id)}/withdrawal", null, id);

    /// <summary>Decides a pending request; managers only.</summary>
    public static PortalCommand<ApprovalRequest> DecideRequest(string id, Decision body) => new("POST", $"requests/{PortalPath.Segment(id)}/decision", body, id);
}

/// <summary>How a text becomes part of a path.</summary>
public static class PortalPath
{
    /// <summary>The base path of every route.</summary>
    public const string Base = "/api/v1/";

    /// <summary>
    /// A text as one path segment. '.' and '..' are steps in every address, escaped or not, and a blank one leads to the
    /// list: a change would reach another object than the one that was named, so these are refused, and control characters, which no address may have.
    /// </summary>
    /// <exception cref="ValidationException">The text can't be a segment.</exception>
    public static string Segment(string text) => text is "." or ".." || string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl)
        ? throw new ValidationException("InvalidIdentity", $"'{text}' can't name an object of the portal.", "Give the id, or a name without control characters that is neither blank nor only dots.")
        : Uri.EscapeDataString(text);
}
