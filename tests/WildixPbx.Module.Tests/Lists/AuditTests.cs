using System.Collections;

namespace WildixPbx.Tests.Lists;

/// <summary>The trail as the prompt shows it.</summary>
public sealed class AuditTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void What_each_change_made_different_is_said_by_name()
    {
        var name = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 10");
        var other = portal.NewName();
        portal.Session.Get($"$null = Set-WmpLicense {name} -UcEssential 12 -UcBusiness 1 -Force; $null = Add-WmpStorage {name} -Units 1 -Force; $null = Set-WmpPbx {name} -Name {other}");
        var trail = portal.Session.Get($"Get-WmpPbx {other} | Get-WmpAuditEvent");
        Assert.Equal(["PbxCreated", "LicensesChanged", "StorageScheduled", "PbxRenamed"], trail.Select(line => line.Text("Action")));
        Assert.Empty((IEnumerable)trail[0].Prop("Changes")!);
        Assert.Equal(["Licenses.UC-Essential: 10 -> 12", "Licenses.UC-Business: 0 -> 1"], Changes(1).Where(change => change.StartsWith("Licenses.", StringComparison.Ordinal)));
        Assert.Equal(["ScheduledStorageGB: - -> 20"], Changes(2));
        Assert.Equal([$"Name: {name} -> {other}"], Changes(3));
        Assert.Equal($"Name: {name} -> {other}", trail[3].Text("Changes")); // a cell of Export-Csv

        string[] Changes(int line) => [.. ((IEnumerable)trail[line].Prop("Changes")!).Cast<object>().Select(change => change.ToString()!)];
    }

    [Fact]
    public void The_filters_find_what_they_name_and_the_key_finds_its_change()
    {
        var names = portal.NewPbxs(2);
        var customer = portal.Session.Get("(Get-WmpCustomer 'Bergmann GmbH').Id")[0].BaseObject;
        Assert.Equal(names, portal.Session.Get("$input | Get-WmpAuditEvent -Action Pbx* -Kind PBX -Actor Partner", names).Select(line => line.Text("Subject")));
        Assert.All(portal.Session.Get("Get-WmpAuditEvent -Customer 'bergmann gmbh'"), line => Assert.Equal(customer, line.Prop("CustomerId")));
        var created = Assert.Single(portal.Session.Get($"Get-WmpAuditEvent -Pbx {names[0]} -Action PbxCreated"));
        Assert.Equal(created.Prop("Sequence"), Assert.Single(portal.Session.Get($"Get-WmpAuditEvent -IdempotencyKey {created.Text("IdempotencyKey")}")).Prop("Sequence"));
        portal.Session.Set("at", created.Prop("At"));
        Assert.Contains(portal.Session.Get("Get-WmpAuditEvent -From $at"), line => Equals(line.Prop("Sequence"), created.Prop("Sequence")));
        Assert.DoesNotContain(portal.Session.Get("Get-WmpAuditEvent -To $at"), line => Equals(line.Prop("Sequence"), created.Prop("Sequence")));
        Assert.Empty(portal.Session.Get("Get-WmpAuditEvent -Action NothingOfThatName"));
    }

    [Theory]
    [InlineData("Get-WmpAuditEvent -Pbx nobody", "WmpNotFound")]
    [InlineData("Get-WmpAuditEvent -Customer Nobody", "WmpNotFound")]
    [InlineData("Get-WmpConnection | Get-WmpAuditEvent", "WmpValidation")]
    [InlineData("Get-WmpSandboxMail nobody", "WmpNotFound")]
    public void A_filter_that_names_nothing_is_said(string script, string id) => Assert.Equal([id], portal.Session.Run(script).ErrorIds);

    [Theory]
    [InlineData("Get-WmpAuditEvent -Kind pbxs", "hardwareOrder")]
    [InlineData("Get-WmpAuditEvent -From 2026-03-02 -To 2026-03-01", "-From")]
    public void A_filter_that_nothing_can_pass_finds_nothing_and_is_silent(string script, string said)
    {
        var error = portal.Session.End(script);
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(said, error.Exception.Message + error.ErrorDetails?.Message + error.ErrorDetails?.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-WmpAuditEvent -Actor $nobody")]
    [InlineData("Get-WmpAuditEvent -IdempotencyKey ''")]
    public void A_blank_filter_does_not_mean_all(string script)
        => Assert.StartsWith("WmpValidation,", portal.Session.End(script).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_long_trail_comes_page_by_page()
    {
        portal.NewPbxs(120);
        var before = portal.Requests();
        Assert.Equal(3, portal.Session.Get("Get-WmpAuditEvent -First 3").Count);
        Assert.Equal(2, portal.Requests() - before);
        var all = portal.Session.Get("Get-WmpAuditEvent").Select(line => (long)line.Prop("Sequence")!).ToArray();
        Assert.True(all.Length > 120);
        Assert.Equal(all.Order(), all);
        Assert.Equal(all[100], portal.Session.Get("Get-WmpAuditEvent -Skip 100 -First 1")[0].Prop("Sequence"));
    }
}
