using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Http;

/// <summary>The objects that the OpenAPI document shows. One small estate, so that its examples fit together.</summary>
static partial class Examples
{
    static readonly DateTimeOffset Day = new(2026, 1, 15, 9, 30, 0, TimeSpan.Zero);
    static readonly DateTimeOffset MistakeBy = new(2026, 1, 16, 23, 59, 59, TimeSpan.Zero);
    static readonly LicenseCounts Counts = new() { ["UC-Essential"] = 30, ["PBX-BASIC"] = 10 };

    public const string CustomerName = "Rossi S.p.A.";
    public const string PbxName = "rossi-milano";
    public const string Key = "8f14e45f-ceea-467f-a9f2-3c1d5e7b9a01";

    public static Customer Customer { get; } = new() { Id = "cus_0a1b2c3d4e5f6071", Name = CustomerName, ContactCount = 1, PbxCount = 1, CreatedOn = Day, ETag = "\"cus_0a1b2c3d4e5f6071-3\"" };

    public static Contact Contact { get; } = new()
    {
        Id = "con_1a2b3c4d5e6f7081",
        CustomerId = Customer.Id,
        Customer = CustomerName,
        Name = "Anna Rossi",
        Email = "anna@rossi.example",
        CreatedOn = Day,
        ETag = "\"con_1a2b3c4d5e6f7081-1\"",
    };

    public static Pbx Pbx { get; } = new()
    {
        Id = "pbx_2a3b4c5d6e7f8091",
        Name = PbxName,
        Customer = CustomerName,
        CustomerId = Customer.Id,
        Platform = Platform.Cloud,
        Model = PbxModel.Cloud,
        Region = "eu-central-1",
        Term = Term.Yearly,
        Licensing = Licensing.PerUser,
        Serial = "221100000001",
        State = PbxState.Active,
        CreatedOn = Day,
        TermStartedOn = new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero),
        ExpiresOn = new DateTimeOffset(2027, 1, 15, 0, 0, 0, TimeSpan.Zero),
        Licenses = Counts,
        RequestedLicenses = Counts,
        StorageGB = 10,
        ETag = "\"pbx_2a3b4c5d6e7f8091-2\"",
    };

    public static HardwareOrder Order { get; } = new()
    {
        Id = "ord_3a4b5c6d7e8f90a1",
        Item = HardwareOrder.PbxItem,
        Quantity = 2,
        Price = new Money(900, "EUR"),
        OrderedOn = Day,
        ETag = "\"ord_3a4b5c6d7e8f90a1-1\"",
    };

    public static ApprovalRequest Request { get; } = new()
    {
        Id = "req_4a5b6c7d8e9fa0b1",
        Kind = RequestKind.LicenseDecrease,
        State = RequestState.Pending,
        PbxId = Pbx.Id,
        Pbx = PbxName,
        Customer = CustomerName,
        PresentCounts = new() { ["UC-Essential"] = 30 },
        RequestedCounts = new() { ["UC-Essential"] = 20 },
        RequestedBy = "partner",
        RequestedOn = Day,
        ETag = "\"req_4a5b6c7d8e9fa0b1-1\"",
    };

    public static ApprovalRequest Approved { get; } = Request with { State = RequestState.Approved, DecidedBy = "manager", DecidedOn = Day.AddHours(2), Reason = "Agreed.", ETag = "\"req_4a5b6c7d8e9fa0b1-2\"" };

    public static ApprovalRequest Withdrawn { get; } = Request with { State = RequestState.Withdrawn, DecidedBy = "partner", DecidedOn = Day.AddHours(1), ETag = "\"req_4a5b6c7d8e9fa0b1-2\"" };

    public static Region Region { get; } = new() { Name = "eu-central-1", Location = "Frankfurt, Germany" };

    public static LicenseProfile Profile { get; } = new()
    {
        Name = "UC-Essential",
        Description = "A user's telephone and basic collaboration.",
        Prices = new Dictionary<string, Money> { ["Monthly"] = new(4, "EUR"), ["Yearly"] = new(40, "EUR") },
    };

    public static PortalInfo Info { get; } = new() { Name = "WildixPbx sandbox", Version = "0.1.0", RuleSet = RuleSet.Guide2020.Name, TimeZone = "UTC", Currency = "EUR", Now = Day, User = "partner", Role = "Partner" };

    public static AuditEvent Event { get; } = new()
    {
        Sequence = 17,
        At = Day,
        Actor = "partner",
        Action = "CustomerCreated",
        Kind = "customer",
        SubjectId = Customer.Id,
        Subject = CustomerName,
        CustomerId = Customer.Id,
        After = """{"id":"cus_0a1b2c3d4e5f6071","name":"Rossi S.p.A."}""",
        RequestId = "req-5d41402abc4b2a76b9719d911017c592",
        IdempotencyKey = Key,
    };

    public static PortalMail Mail { get; } = new() { Sequence = 1, At = Day, Kind = MailKind.RequestDecided, PbxId = Pbx.Id, To = "partner@sandbox.invalid", Subject = $"Request {Request.Id} for PBX {PbxName}: Approved", Body = "The request of partner is Approved: UC-Essential 30 to 20." };

    public static SandboxStatistics Statistics { get; } = new() { Requests = 120, MutatingRequests = 40, ThrottledRequests = 0, RuleSet = RuleSet.Guide2020.Name };

    public static Change<LicenseOutcome> Increased { get; } = Licenses(new() { Profile = "UC-Essential", PreviousCount = 20, RequestedCount = 30, EffectiveCount = 30, Changed = true, Fee = new(400, "EUR"), EffectiveOn = Day }, Pbx);

    public static Change<LicenseOutcome> Waiting { get; } = Licenses(
        new() { Profile = "UC-Essential", PreviousCount = 30, RequestedCount = 20, EffectiveCount = 30, Changed = true, Fee = new(0, "EUR"), RequestId = Request.Id },
        Pbx with { RequestedLicenses = new() { ["UC-Essential"] = 20, ["PBX-BASIC"] = 10 }, ETag = "\"pbx_2a3b4c5d6e7f8091-3\"" });

    public static Finding Broken { get; } = new()
    {
        RuleId = "RegionRequired",
        Severity = Severity.Error,
        Message = "'rossi-milano' is a Cloud PBX without a region.",
        Subject = PbxName,
        Action = "Give a region that Get-WmpRegion lists.",
        Source = "PBX Licensing and Activation guide (February 2020): Add a new Per User PBX on WMP",
    };

    public static Page<T> Page<T>(T item) => new() { Items = [item], NextCursor = null, TotalCount = 1 };

    public static Change<T> Change<T>(T resource) => new() { Resource = resource, Changed = true };

    public static Change<T> Paid<T>(T resource, decimal fee, DateTimeOffset? reportBy = null)
        => new() { Resource = resource, Changed = true, Fee = new(fee, "EUR"), EffectiveOn = Day, ReportMistakeBy = reportBy };

    public static Change<Pbx> Created { get; } = Paid(Pbx with { State = PbxState.Activating, ETag = "\"pbx_2a3b4c5d6e7f8091-1\"" }, 1350, MistakeBy);

    static Change<LicenseOutcome> Licenses(ProfileOutcome profile, Pbx pbx)
        => new() { Resource = new() { Pbx = pbx, Profiles = [profile] }, Changed = true, Fee = profile.Fee, EffectiveOn = profile.EffectiveOn, RequestId = profile.RequestId };
}
