using System.Text.RegularExpressions;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>
/// The rules a second time, as a table that was written from docs/rules.md and not from the code. It gives how often each
/// rule is broken.
/// </summary>
static class RuleTable
{
    static readonly string[] Profiles = ["PBX-BASIC", "UC-Essential", "UC-Business", "UC-Premium", "UC-Wizyconf", "PBX-Service"];
    static readonly string[] Regions = ["eu-central-1", "eu-west-1", "eu-west-3", "eu-south-1", "us-east-1", "us-west-2", "ap-southeast-2"];

    /// <summary>Prices by profile: a month, a year, five years, a lifetime. As the sandbox's price list has them.</summary>
    static readonly Dictionary<string, decimal[]> Prices = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PBX-BASIC"] = [1.5m, 15, 60, 90],
        ["UC-Essential"] = [4, 40, 160, 240],
        ["UC-Business"] = [7, 70, 280, 420],
        ["UC-Premium"] = [11, 110, 440, 660],
        ["UC-Wizyconf"] = [14, 140, 560, 840],
        ["PBX-Service"] = [2, 20, 80, 120],
        ["storage"] = [3, 30, 120, 0],
    };

    static readonly string[] Terms = ["Monthly", "Yearly", "FiveYears", "Lifetime"];

    static readonly HashSet<string> NoErrors =
        ["MistakeReportWindow", "DecreaseNeedsApproval", "DecreaseBelowAssigned", "NotLastDay", "TermUnchanged", "StorageAppliedAtOneAm", "SshLeftOpen", "SharingAppliedByHand",
         "MigrationDowntime", "MigrationOldPbxStops", "MigrationDnsNames", "MigrationOldPassword"];

    static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["OneLicensedPbxPerCustomer"] = "2022-04", ["SharingCloudClientLifetimeServer"] = "2022-04", ["SharingCloudClientExtraStorage"] = "2022-04",
        ["SharingCloudClient"] = "2020-02", ["SharingNotPerUser"] = "2020-02", ["SharingAppliedByHand"] = "2020-02",
    };

    /// <summary>Which rules hold for what, in the order in which they are told.</summary>
    static readonly Dictionary<string, string[]> Order = new()
    {
        ["create"] =
        [
            "CustomerContactRequired", "PbxNameInvalid", "PbxNameTaken", "ModelMismatch", "RegionRequired", "RegionNotApplicable", "RegionUnknown", "LifetimeNotForCloud", "ProfileUnknown",
            "LicenseCountInvalid", "StorageOnlyOnCloud", "StorageSizeInvalid", "HardwareNotPurchased", "OneLicensedPbxPerCustomer", "FeeAboveMaximum", "MistakeReportWindow",
        ],
        ["licenses"] =
        [
            "LifetimeDecrease", "DecreaseNeedsApproval", "RequestPending", "DecreaseBelowAssigned", "NotLastDay",
            "ProfileUnknown", "LicenseCountInvalid", "OneLicensedPbxPerCustomer", "FeeAboveMaximum", "SharingClientHasLicenses",
        ],
        ["term"] =
        [
            "TermChangeNeedsZeroLicenses", "TermUnchanged", "LifetimeNotForCloud", "LifetimeDecrease", "DecreaseNeedsApproval", "RequestPending", "NotLastDay", "MistakeReportWindow",
            "ProfileUnknown", "LicenseCountInvalid", "OneLicensedPbxPerCustomer", "FeeAboveMaximum", "SharingClientHasLicenses",
        ],
        ["storage"] = ["StorageDecrease", "StorageAppliedAtOneAm", "StorageOnlyOnCloud", "StorageSizeInvalid", "FeeAboveMaximum"],
        ["ssh"] = ["SshOnlyOnCloud", "SshLeftOpen"],
        ["sharing"] =
        [
            "SharingSamePbx", "SharingDifferentCustomer", "SharingNetworkDisabled", "SharingCloudClient", "SharingNotPerUser", "SharingClientHasLicenses", "SharingServerIsClient",
            "SharingCloudClientLifetimeServer", "SharingCloudClientExtraStorage", "SharingAppliedByHand",
        ],
        ["key"] = ["KeyNotForCloud"],
        ["rename"] = ["PbxNameInvalid", "PbxNameTaken"],
        ["move"] = ["CustomerContactRequired", "OneLicensedPbxPerCustomer"],
        ["tocloud"] = ["MigrationSourceIsCloud", "MigrationTargetRequired", "MigrationDowntime", "MigrationOldPbxStops", "MigrationDnsNames", "MigrationOldPassword", "RegionRequired", "RegionUnknown"],
    };

    static readonly Dictionary<string, Func<Wish, int>> Rules = new()
    {
        ["CustomerContactRequired"] = wish => Once(!wish.HasContact),
        ["PbxNameInvalid"] = wish => Once(!Regex.IsMatch(wish.Name, @"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")),
        ["PbxNameTaken"] = wish => Once(wish.NameTaken),
        ["ModelMismatch"] = wish => Once(wish.Model.Length > 0 && (wish.Model == "WPBX-CLOUD") != (wish.Platform == "Cloud")),
        ["RegionRequired"] = wish => Once(wish.Platform == "Cloud" && wish.Region.Length == 0),
        ["RegionNotApplicable"] = wish => Once(wish.Platform != "Cloud" && wish.Region.Length > 0),
        ["RegionUnknown"] = wish => Once(wish.Platform == "Cloud" && wish.Region.Length > 0 && !Regions.Contains(wish.Region, StringComparer.OrdinalIgnoreCase)),
        ["LifetimeNotForCloud"] = wish => Once(PlatformOf(wish) == "Cloud" && wish.Term == "Lifetime"),
        ["ProfileUnknown"] = wish => wish.Counts.Count(count => !Profiles.Contains(count.Profile, StringComparer.OrdinalIgnoreCase)),
        ["LicenseCountInvalid"] = wish => wish.Counts.Count(count => count.Number is < 0 or > 100_000),
        ["StorageOnlyOnCloud"] = wish => Once(PlatformOf(wish) != "Cloud" && wish.Storage is not null),
        ["StorageSizeInvalid"] = wish => Once(PlatformOf(wish) == "Cloud" && wish.Storage is { } size && (size < 10 || size % 10 != 0)),
        ["HardwareNotPurchased"] = wish => Once(wish.Platform == "Hardware" && wish.BoxesLeft == 0),
        ["OneLicensedPbxPerCustomer"] = wish => Once(wish.OtherLicensed.Length > 0 && (wish.Kind == "move" ? wish.Box!.IsLicensed : wish.Box?.IsLicensed != true && wish.Counts.Any(count => count.Number > 0))),
        ["FeeAboveMaximum"] = wish => Once(wish.Fee > wish.MaximumFee),
        ["MistakeReportWindow"] = _ => 1,
        ["LifetimeDecrease"] = wish => wish.Box!.Term == "Lifetime" ? wish.Counts.Count(wish.GoesDown) : 0,
        ["DecreaseNeedsApproval"] = wish => wish.Box!.Term != "Lifetime" ? wish.Counts.Count(wish.GoesDown) : 0,
        ["RequestPending"] = wish => wish.Counts.Count(count => wish.Box!.IsWaiting(count.Profile) && wish.Moves(count)),
        ["DecreaseBelowAssigned"] = wish => wish.Counts.Count(count => wish.GoesDown(count) && count.Number < (wish.Assigned?.GetValueOrDefault(count.Profile) ?? int.MinValue)),
        ["NotLastDay"] = wish => Once(
            wish.Box is { IsLicensed: true, ExpiresOn: { } expiry } && (wish.Counts.Any(wish.Moves) || (wish.Kind == "term" && wish.Term != wish.Box.Term)) && wish.Now.UtcDateTime.Date != expiry.UtcDateTime.Date.AddDays(-1)),
        ["TermChangeNeedsZeroLicenses"] = wish => Once(wish.Term != wish.Box!.Term && wish.Box.IsLicensed),
        ["TermUnchanged"] = wish => Once(wish.Term == wish.Box!.Term),
        ["StorageDecrease"] = wish => Once(wish.Storage < wish.Box!.Promised),
        ["StorageAppliedAtOneAm"] = wish => Once(wish.Box!.IsCloud && wish.Storage > wish.Box.Promised),
        ["SshOnlyOnCloud"] = wish => Once(!wish.Box!.IsCloud),
        ["SshLeftOpen"] = wish => Once(wish.Box!.IsOpen(wish.Now) && wish.Now - wish.Box.SshOpenedOn > TimeSpan.FromDays(1)),
        ["SharingSamePbx"] = wish => Once(wish.Box!.Id == wish.Server!.Id),
        ["SharingDifferentCustomer"] = wish => Once(wish.Box!.CustomerId != wish.Server!.CustomerId),
        ["SharingNetworkDisabled"] = wish => Once(!(wish.Box!.InNetwork && wish.Server!.InNetwork)),
        ["SharingCloudClient"] = wish => Once(wish.Box!.IsCloud),
        ["SharingNotPerUser"] = wish => Once(wish.Box!.Licensing != "PerUser" || wish.Server!.Licensing != "PerUser"),
        ["SharingClientHasLicenses"] = wish => Once(wish.Kind == "sharing" ? wish.Box!.IsLicensed : wish.Box!.SharingServer is not null && wish.Counts.Any(count => count.Number > 0)),
        ["SharingServerIsClient"] = wish => Once(wish.Server!.SharingServer is not null),
        ["SharingCloudClientLifetimeServer"] = wish => Once(wish.Box!.IsCloud && wish.Server!.Term == "Lifetime"),
        ["SharingCloudClientExtraStorage"] = wish => Once(wish.Box!.IsCloud && wish.Box.Promised > 10),
        ["SharingAppliedByHand"] = _ => 1,
        ["KeyNotForCloud"] = wish => Once(wish.Box!.IsCloud),
        ["MigrationSourceIsCloud"] = wish => Once(wish.Box!.IsCloud),
        ["MigrationTargetRequired"] = wish => Once(!IsSubscription(wish)),
        ["MigrationDowntime"] = wish => Once(IsSubscription(wish)),
        ["MigrationOldPbxStops"] = wish => Once(IsSubscription(wish)),
        ["MigrationDnsNames"] = _ => 1,
        ["MigrationOldPassword"] = _ => 1,
    };

    /// <summary>The rule ids that are to be found, in order. What is so already breaks no rule of a name, a customer or a sharing.</summary>
    public static List<string> Find(Wish wish)
    {
        if (wish.Kind == "rename" && wish.Name == wish.Box!.Name) return [];
        if (wish.Kind == "move" && wish.CustomerId == wish.Box!.CustomerId) return [];
        var withoutCounts = wish.Kind == "term" && wish.Counts.Count == 0;
        return
        [
            .. Order[wish.Kind].TakeWhile(id => !(withoutCounts && id == "ProfileUnknown"))
                .Where(id => !OnlyIn.TryGetValue(id, out var set) || set == wish.RuleSet)
                .Where(id => IsError(id) is false || !IsSharedAlready(wish))
                .SelectMany(id => Enumerable.Repeat(id, Rules[id](wish))),
        ];
    }

    /// <summary>The rules of a set.</summary>
    public static IEnumerable<string> Of(string rules) => Rules.Keys.Where(id => !OnlyIn.TryGetValue(id, out var set) || set == rules);

    public static bool IsError(string id) => !NoErrors.Contains(id);

    /// <summary>Whether the sharing that is asked for is there, or waits for a manager.</summary>
    public static bool IsSharedAlready(Wish wish) => wish.Kind == "sharing" && (wish.Box!.RequestedServer ?? wish.Box.SharingServer) == wish.Server!.Id;

    /// <summary>The sum of the increases times the price.</summary>
    public static decimal FeeOf(Wish wish)
    {
        var term = Array.IndexOf(Terms, wish.Term);
        var fee = wish.Counts.Sum(count => Prices.TryGetValue(count.Profile, out var price) ? price[term] * Math.Max(0, count.Number - wish.InForce(count)) : 0);
        if (wish.Storage is { } size)
        {
            var before = wish.Kind == "create" ? 10 : wish.Box!.Promised ?? size;
            fee += Prices["storage"][term] * Math.Max(0, (size - before) / 10);
        }

        return fee;
    }

    static bool IsSubscription(Wish wish) => wish is { Licensing: "PerUser", Term: not "Lifetime" };

    static string PlatformOf(Wish wish) => wish.Box?.Platform ?? wish.Platform;

    static int Once(bool isBroken) => isBroken ? 1 : 0;
}
