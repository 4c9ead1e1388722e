using System.Globalization;
using System.Text.Json.Nodes;
using WildixPbx.Tests.Support;

namespace WildixPbx.Sandbox.Tests.Rules;

/// <summary>
/// The cases of tests/rules over HTTP, in the state that each describes: as a dry run and as the change. The client here
/// knows no rule; what it expects was written down by hand.
/// </summary>
public class RuleCaseTests(RuleSandboxes sandboxes) : IClassFixture<RuleSandboxes>
{
    static readonly string[] Files = ["create", "licenses", "term", "storage", "ssh", "sharing", "key", "rename", "move", "migration"];

    static readonly List<(string File, IReadOnlyDictionary<string, string> Cells)> All =
        [.. Files.SelectMany(file => CsvRows.Read(Path.Combine(BuiltFiles.Root, "tests", "rules", file + ".csv")).Select(cells => (file, cells)))];

    public static TheoryData<string, string, string> Cases() =>
    [
        .. All.Where(one => one.Cells["where"] != "offline")
            .SelectMany(one => RuleSandboxes.RuleSets.Where(rules => one.Cells["rules"] == "both" || one.Cells["rules"] == rules).Select(rules => (one.File, one.Cells["case"], rules))),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_portal_whose_dry_run_or_change_finds_something_else(string file, string name, string rules)
    {
        var (_, cells) = All.Single(one => one.File == file && one.Cells["case"] == name && (one.Cells["rules"] == "both" || one.Cells["rules"] == rules));
        var expected = cells["finds"].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var partner = sandboxes[rules].Partner;
        var change = await new RuleStage(sandboxes[rules], cells).SetAsync(file);
        if (change.Method == "GET")
        {
            var read = await partner.GetAsync(change.Path);
            if (expected.Length == 0) read.Expect(200);
            else Assert.Equal(expected, read.ExpectProblem(422, "RuleViolation").RuleIds);
            return;
        }

        var quote = (await partner.ChangeAsync(change.Method, change.Path + "?dryRun=true", change.Body)).Expect(200);
        Assert.Equal(expected, quote.RuleIds);
        if (cells.TryGetValue("fee", out var fee) && fee.Length > 0) Assert.Equal(decimal.Parse(fee, CultureInfo.InvariantCulture), (decimal)quote["fee"]["amount"]!);

        var made = await partner.ChangeAsync(change.Method, change.Path, change.Body);
        if (Findings(quote).Any(finding => (string)finding!["severity"]! == "Error")) made.ExpectProblem(422, "RuleViolation");
        else Assert.True(made.Status is >= 200 and < 300, made.Text);
        Assert.Equal(expected, made.RuleIds);
        Assert.Equal(Findings(quote).ToJsonString(), Findings(made).ToJsonString());
    }

    static JsonArray Findings(Reply reply) => (reply.Json!["violations"] ?? reply.Json["findings"])!.AsArray();
}
