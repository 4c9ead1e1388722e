using System.Globalization;
using WildixPbx.Rules;

namespace WildixPbx.Tests.Support;

/// <summary>Faultless changes with all facts known, for a case to spoil in one place.</summary>
static class Make
{
    public static readonly string[] Profiles = ["PBX-BASIC", "UC-Essential", "UC-Business", "UC-Premium", "UC-Wizyconf", "PBX-Service"];

    static readonly string[] Regions = ["eu-central-1", "eu-west-1"];

    /// <summary>The creation of a PBX, on a Tuesday.</summary>
    public static Proposal Creation(Platform platform = Platform.Cloud) => new()
    {
        Operation = RuleArea.Create,
        Subject = "bergmann-hq",
        Now = Moment("2026-03-10T10:00Z"),
        Name = "bergmann-hq",
        Platform = platform,
        Model = platform == Platform.Cloud ? "WPBX-CLOUD" : "WPBX-VM/HW",
        Region = platform == Platform.Cloud ? "eu-central-1" : null,
        Term = Term.Yearly,
        Counts = Counts("PBX-BASIC 10; UC-Essential 30; UC-Premium 5"),
        StorageGB = platform == Platform.Cloud ? 20 : null,
        Fee = new Money(1250m, "EUR"),
        MaximumFee = 2000m,
        CustomerHasContact = true,
        NameIsTaken = false,
        Regions = Regions,
        Profiles = Profiles,
        UnusedHardware = 1,
        OtherLicensedPbx = "",
    };

    /// <summary>A change of licences of a yearly Cloud PBX, on the last day before its expiry.</summary>
    public static Proposal LicenseChange(string inForce, string asked, Term term = Term.Yearly) => new()
    {
        Operation = RuleArea.Licenses,
        Subject = "bergmann-lyon",
        Now = Moment("2027-03-09T10:00Z"),
        Pbx = Box(term) with { Licenses = Counts(inForce), ExpiresOn = term == Term.Lifetime ? null : Moment("2027-03-10T00:00Z") },
        Platform = term == Term.Lifetime ? Platform.Virtual : Platform.Cloud,
        Term = term,
        Counts = Counts(asked),
        Fee = new Money(0m, "EUR"),
        Profiles = Profiles,
        OtherLicensedPbx = "",
    };

    /// <summary>Counts from a text such as <c>UC-Essential 30; PBX-BASIC 10</c>.</summary>
    public static LicenseCounts Counts(string text) => new(text
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(count => count.Split(' '))
        .Select(words => KeyValuePair.Create(words[0], int.Parse(words[1], CultureInfo.InvariantCulture))));

    /// <summary>A moment with its offset, such as <c>2026-03-10T10:00+01:00</c>.</summary>
    public static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static Pbx Box(Term term) => new()
    {
        Id = "pbx_1",
        Name = "bergmann-lyon",
        Customer = "Bergmann & Söhne",
        CustomerId = "cus_1",
        Platform = term == Term.Lifetime ? Platform.Virtual : Platform.Cloud,
        Model = term == Term.Lifetime ? "WPBX-VM/HW" : "WPBX-CLOUD",
        Term = term,
        Licensing = Licensing.PerUser,
        State = PbxState.Active,
        CreatedOn = Moment("2026-03-10T00:00Z"),
    };
}
