using System.Globalization;
using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>The example's rows break exactly the rules they are meant to, so that the quickstart shows what it says.</summary>
public sealed class ExampleDataTests
{
    static readonly string[] Regions = ["eu-central-1", "eu-west-1", "eu-west-3", "eu-south-1", "us-east-1"];

    static readonly (string Column, string Profile)[] Profiles =
    [
        ("PbxBasic", "PBX-BASIC"), ("UcEssential", "UC-Essential"), ("UcBusiness", "UC-Business"),
        ("UcPremium", "UC-Premium"), ("UcWizyconf", "UC-Wizyconf"), ("PbxService", "PBX-Service"),
    ];

    static IReadOnlyList<IReadOnlyDictionary<string, string>> Estate => CsvRows.Read(RepositoryFolder.At("examples", "data", "estate.csv"));

    static IReadOnlyList<IReadOnlyDictionary<string, string>> Changes => CsvRows.Read(RepositoryFolder.At("examples", "data", "changes.csv"));

    [Fact]
    public void Ten_rows_of_the_estate_are_refused_each_for_one_reason()
    {
        var names = new HashSet<string>();
        Assert.Equal(
        [
            "bergmann-linz: LifetimeNotForCloud",
            "lavalotte-dijon: RegionNotApplicable",
            "novotex-szeged: RegionRequired",
            "wirbel-basel: StorageSizeInvalid",
            "eckersund-kiel: StorageOnlyOnCloud",
            "hartwhistle-depot: PbxNameTaken",
            "velasquino la rioja: PbxNameInvalid",
            "waechtersbund-trier: LicenseCountInvalid",
            "serranilla-alicante: unreadable 12x",
            "rossmoor-austin: RegionUnknown",
        ], Estate.Select(row => (Name: row["Name"], Found: Creation(row, names.Add(row["Name"])))).Where(row => row.Found != "").Select(row => $"{row.Name}: {row.Found}"));
    }

    [Fact]
    public void The_estate_is_large_enough_and_has_every_platform_term_and_kind_of_licensing()
    {
        var names = new HashSet<string>();
        var good = Estate.Where(row => Creation(row, names.Add(row["Name"])) == "").ToList();
        Assert.Equal((64, 250), (good.Select(row => row["Customer"]).Distinct().Count(), good.Count));
        Assert.Equal((120, 80, 50), (good.Count(row => row["Platform"] == "Cloud"), good.Count(row => row["Platform"] == "Virtual"), good.Count(row => row["Platform"] == "Hardware")));
        Assert.Equal(["FiveYears", "Lifetime", "Monthly", "Yearly"], good.Select(row => row["Term"]).Distinct().Order());
        Assert.Equal(["PerService", "PerUser"], good.Select(row => row["Licensing"]).Distinct().Order());
        Assert.All(good.GroupBy(row => row["Customer"]), customer => Assert.Single(customer.Select(row => (row["ContactName"], row["ContactEmail"])).Distinct()));
    }

    [Fact]
    public void The_changes_are_refused_held_back_or_made_as_they_are_meant_to()
    {
        var found = Changes.Select(row => (Identity: row["Identity"], Found: Change(row))).ToList();
        Assert.Equal(
        [
            "kvist-bergen: LifetimeDecrease",
            "bergmann-salzburg: unknown",
            "amselgrund-redaktion: unreadable 12x",
            "lombardella-showroom: nothing asked for",
            "nordkliff-offshore: LicenseCountInvalid",
        ], found.Where(row => row.Found is not ("up" or "down" or "mixed" or "already so")).Select(row => $"{row.Identity}: {row.Found}"));
        Assert.Equal(
            (58, 17, 5, 6),
            (found.Count(row => row.Found == "up"), found.Count(row => row.Found == "down"), found.Count(row => row.Found == "mixed"), found.Count(row => row.Found == "already so")));
    }

    [Fact]
    public void One_pbx_is_changed_by_two_rows_and_they_agree()
    {
        var pair = Assert.Single(Changes.GroupBy(row => PbxName.Normalize(row["Identity"])), rows => rows.Count() > 1);
        Assert.Equal("trentalto-bolzano", pair.Key);
        Assert.Single(pair.Select(row => string.Join(",", Profiles.Select(profile => row[profile.Column]))).Distinct());
    }

    [Theory]
    [InlineData("estate.csv", "Customer,ContactName,ContactEmail,Name,Platform,Region,Term,Licensing,PbxBasic,UcEssential,UcBusiness,UcPremium,UcWizyconf,PbxService,StorageGB")]
    [InlineData("changes.csv", "Identity,PbxBasic,UcEssential,UcBusiness,UcPremium,UcWizyconf,PbxService")]
    public void The_files_begin_with_their_columns_and_have_nothing_but_line_feeds_between(string name, string columns)
    {
        var bytes = File.ReadAllBytes(RepositoryFolder.At("examples", "data", name));
        Assert.StartsWith(columns + "\n", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    static string Creation(IReadOnlyDictionary<string, string> row, bool isFirst)
    {
        if (!TryCounts(row, out var counts, out var unreadable)) return "unreadable " + unreadable;
        return Found.Errors(new Proposal
        {
            Operation = RuleArea.Create,
            Subject = row["Name"],
            Now = Make.Moment("2026-03-10T10:00Z"),
            Name = PbxName.Normalize(row["Name"]),
            NameIsTaken = !isFirst,
            Platform = Enum.Parse<Platform>(row["Platform"]),
            Region = row["Region"],
            Regions = Regions,
            Term = Enum.Parse<Term>(row["Term"]),
            Counts = counts,
            StorageGB = row["StorageGB"] == "" ? null : int.Parse(row["StorageGB"], CultureInfo.InvariantCulture),
        });
    }

    static string Change(IReadOnlyDictionary<string, string> row)
    {
        if (Estate.FirstOrDefault(pbx => pbx["Name"] == PbxName.Normalize(row["Identity"])) is not { } pbx || !TryCounts(pbx, out var inForce, out _)) return "unknown";
        if (!TryCounts(row, out var asked, out var unreadable)) return "unreadable " + unreadable;
        if (asked.Count == 0) return "nothing asked for";

        var change = Make.LicenseChange(inForce.ToString().Replace(',', ';'), asked.ToString().Replace(',', ';'), Enum.Parse<Term>(pbx["Term"]));
        var errors = Found.Errors(change);
        var (up, down) = (change.CountChanges.Any(count => count.Increase > 0), change.CountChanges.Any(count => count.IsDecrease));
        return errors != "" ? errors : up && down ? "mixed" : up ? "up" : down ? "down" : "already so";
    }

    static bool TryCounts(IReadOnlyDictionary<string, string> row, out LicenseCounts counts, out string unreadable)
    {
        (counts, unreadable) = ([], "");
        foreach (var (column, profile) in Profiles)
        {
            if (row[column] == "") continue;
            if (!int.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)) { unreadable = row[column]; return false; }
            counts[profile] = count;
        }

        return true;
    }
}
