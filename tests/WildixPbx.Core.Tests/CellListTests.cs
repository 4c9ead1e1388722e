using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using WildixPbx.Rules;

namespace WildixPbx.Tests;

/// <summary>Lists that go through a file: a cell that has a type's name instead of what is in the list is found.</summary>
public sealed class CellListTests
{
    static readonly Finding[] Two = [Of("RegionRequired"), Of("MigrationDowntime")];

    public static TheoryData<Type> Results => [.. typeof(Pbx).Assembly.GetExportedTypes().Where(type => type is { Namespace: nameof(WildixPbx), IsAbstract: false } && PropertyOf(type) is { CanWrite: true })];

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_whose_findings_are_a_type_name_in_a_cell(Type type)
    {
        var (result, property) = (RuntimeHelpers.GetUninitializedObject(type), PropertyOf(type)!);
        foreach (var given in (object[])[Two, (IReadOnlyList<Finding>)[.. Two], new List<Finding>(Two)])
        {
            property.SetValue(result, given);
            var findings = property.GetValue(result)!;
            Assert.Equal("RegionRequired, MigrationDowntime", findings.ToString());
            Assert.Same(Two[1], ((IList)findings)[1]); // a script takes one of several by [1]
        }

        property.SetValue(result, Array.Empty<Finding>());
        Assert.Equal("", property.GetValue(result)!.ToString());
    }

    [Fact]
    public void Findings_that_nobody_set_or_that_are_copied_to_another_result()
    {
        var check = PbxMigrationCheck.Of(new PbxFacts { Name = "mill-office" }, new MigrationFacts(), RuleSet.Guide2020, DateTimeOffset.UnixEpoch);
        Assert.Equal("MigrationDnsNames, MigrationOldPassword", check.Findings.ToString());
        Assert.Equal("Platform, Kind, WmsVersion, DatabaseEngine, DatabaseBytes", check.Unknown.ToString());
        Assert.Equal(("", ""), (new PbxMigrationCheck { Pbx = "mill-office" }.Findings.ToString(), new PbxMigrationCheck { Pbx = "mill-office" }.Unknown.ToString()));
        Assert.Same(check.Findings, (check with { Pbx = "mill" }).Findings);
    }

    [Fact]
    public void There_are_results_with_findings() => Assert.True(Results.Count > 10);

    static PropertyInfo? PropertyOf(Type type) => type.GetProperty("Findings") is { } property && property.PropertyType == typeof(IReadOnlyList<Finding>) ? property : null;

    static Finding Of(string id) => new() { RuleId = id, Severity = Severity.Error, Message = "Something.", Subject = "mill-office" };
}
