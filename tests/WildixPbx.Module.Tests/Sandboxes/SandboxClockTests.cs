namespace WildixPbx.Tests.Sandboxes;

/// <summary>A sandbox's clock, boxes and mails, from the prompt.</summary>
public sealed class SandboxClockTests : IDisposable
{
    readonly PortalSession _portal = PortalSession.With();

    // Other tests of this process run sandboxes too.
    public SandboxClockTests() => _portal.Session.Get("$PSDefaultParameterValues = @{ 'Set-WmpSandbox*:Sandbox' = $sandbox }");

    [Fact]
    public void Time_is_played_through_by_a_length_or_to_a_moment_and_what_was_due_is_there()
    {
        var name = _portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 1");
        var now = (DateTimeOffset)_portal.Session.Get($"$null = Add-WmpStorage {name} -Units 1 -Force; $null = Enable-WmpSsh {name} -Duration 02:00:00; (Set-WmpSandboxClock 00:03:10).Now")[0].BaseObject;
        Assert.Equal("Active", _portal.Session.Get($"Get-WmpPbx {name}")[0].Text("State"));
        _portal.Session.Set("to", now.AddDays(2));
        Assert.True((DateTimeOffset)_portal.Session.Get("(Set-WmpSandboxClock -To $to).Now")[0].BaseObject >= now.AddDays(2));
        var pbx = _portal.Session.Get($"Get-WmpPbx {name}")[0];
        Assert.Equal((20, null, null), (pbx.Prop("StorageGB"), pbx.Prop("ScheduledStorageGB"), pbx.Prop("SshOpenedOn")));
        Assert.Equal(["PbxActivated", "SshClosed", "StorageIncreased"], _portal.Session.Get($"Get-WmpAuditEvent {name} -Actor portal").Select(line => line.Text("Action")).Order());
    }

    [Fact]
    public void A_port_that_was_left_open_for_a_day_is_advice_and_found_over_the_estate()
    {
        var names = _portal.NewPbxs(2, "-Platform Cloud -Region eu-west-1 -Term Yearly");
        _portal.Session.Get($"$null = Enable-WmpSsh {names[0]}; $null = Set-WmpSandboxClock 24:00:00; $null = Enable-WmpSsh {names[1]}; $null = Set-WmpSandboxClock 00:00:05");
        var left = Assert.Single(_portal.Session.Get("Get-WmpSsh -Open | Where-Object { $_.Findings.RuleId -eq 'SshLeftOpen' }"));
        Assert.Equal(names[0], left.Text("Pbx"));
        Assert.True((TimeSpan)left.Prop("OpenFor")! > TimeSpan.FromHours(24));
        var shut = _portal.Session.Run("Get-WmpSsh -Open | Where-Object { $_.Findings.RuleId -eq 'SshLeftOpen' } | Disable-WmpSsh");
        Assert.True((bool)Assert.Single(shut.Output).Prop("Changed")!);
        Assert.Equal("SshLeftOpen", Assert.Single(((System.Collections.IEnumerable)shut.Output[0].Prop("Findings")!).Cast<object>()).ToString()!.Split(':')[0]); // as the dry run has it
        Assert.Empty(shut.Warnings); // to shut what it has just shut
    }

    [Theory]
    [InlineData("Set-WmpSandboxClock 0", true)]
    [InlineData("Set-WmpSandboxClock -By -00:01:00", true)]
    [InlineData("Set-WmpSandboxClock -To 2020-01-01", false)]
    [InlineData("Set-WmpSandboxClock -By ([timespan]::MaxValue)", false)]
    public void The_clock_never_goes_back_nor_beyond_time(string script, bool ends)
    {
        var before = _portal.Mutations();
        Assert.StartsWith("WmpValidation,", ends ? _portal.Session.End(script).FullyQualifiedErrorId : _portal.Session.Run(script).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_portal.Session.Get("Set-WmpSandboxClock 1 -WhatIf"));
        Assert.Equal(before, _portal.Mutations());
    }

    [Fact]
    public void A_box_that_is_replaced_is_found_by_its_former_serials()
    {
        var name = _portal.NewPbx();
        var serial = (string)_portal.Session.Get($"(Get-WmpPbx {name}).Serial")[0].BaseObject;
        Assert.Equal(["2211AAAA0001", "2211AAAA0002"], _portal.Session.Get($"'2211AAAA0001', '2211AAAA0002' | ForEach-Object {{ Set-WmpSandboxPbx {name} -Serial $_ }}").Select(pbx => pbx.Text("Serial")));
        Assert.Equal([name, name, name], _portal.Session.Get($"'{serial}', '2211AAAA0001', '2211aaaa0002' | Get-WmpPbx").Select(pbx => pbx.Text("Name")));
        Assert.Equal(12, Assert.Single(_portal.Session.Get($"Set-WmpLicense {serial} -UcEssential 12 -Force")).Prop("EffectiveCount"));
    }

    [Fact]
    public void Boxes_are_set_by_rows_and_what_a_cell_can_not_hold_is_named()
    {
        var names = _portal.NewPbxs(3);
        var outcome = _portal.Session.Run("$input | Set-WmpSandboxPbx -ThrottleLimit 2",
        [
            Rows.Of(("Name", names[0]), ("Activated", "true"), ("WmsVersion", "4.03.44693.48"), ("AssignedUsers", "UC-Essential 12, PBX-BASIC 1"), ("DatabaseGB", "6.5"), ("LastRenewal", "")),
            Rows.Of(("Name", names[1]), ("Activated", "maybe"), ("WmsVersion", "four"), ("AssignedUsers", "many"), ("DatabaseGB", "large"), ("LastRenewal", "yesterday")),
            Rows.Of(("Name", names[2]), ("Activated", ""), ("WmsVersion", " "), ("AssignedUsers", ""), ("DatabaseGB", ""), ("LastRenewal", "")),
        ]);
        var set = Assert.Single(outcome.Output);
        Assert.Equal(("Active", "4.03.44693.48"), (set.Text("State"), set.Text("WmsVersion")));
        Assert.Equal(["WmpNothingToChange", "WmpValidation"], outcome.ErrorIds.Order());
        var message = outcome.Errors.Single(error => error.FullyQualifiedErrorId.StartsWith("WmpValidation", StringComparison.Ordinal)).ErrorDetails.Message;
        Assert.All((string[])["Activated", "WmsVersion", "AssignedUsers", "DatabaseGB", "LastRenewal"], column => Assert.Contains(column, message, StringComparison.Ordinal));
        Assert.Equal(["WmpNothingToChange"], _portal.Session.Run($"Get-WmpPbx {names[0]} | Set-WmpSandboxPbx").ErrorIds);
        var decrease = _portal.Session.Get($"$null = Set-WmpLicense {names[0]} -UcEssential 20 -Force; Set-WmpLicense {names[0]} -UcEssential 11 -Force");
        _portal.Session.Set("change", decrease[0]);
        Assert.Contains("DecreaseBelowAssigned", _portal.Session.Get("$change.Findings.RuleId").Select(id => (string)id.BaseObject));
    }

    [Fact]
    public void A_box_that_is_cut_off_is_in_the_mails_from_the_second_day_on_and_one_that_is_not_is_not()
    {
        var names = _portal.NewPbxs(2);
        _portal.Session.Get("$null = $input | Set-WmpSandboxPbx -Activated true -Online true", names);
        _portal.Session.Get($"$null = Set-WmpSandboxPbx {names[0]} -Online $false; $null = Set-WmpSandboxClock 4.00:00:00");
        var mails = _portal.Session.Get("Get-WmpSandboxMail -Kind LicenseNotRenewed");
        Assert.True(mails.Count is 2 or 3, $"{mails.Count} mails");
        Assert.All(mails, mail => Assert.Contains(names[0], mail.Text("Body") + mail.Text("Subject"), StringComparison.Ordinal));
        Assert.Equal(mails.Count, _portal.Session.Get($"Get-WmpPbx {names[0]} | Get-WmpSandboxMail").Count);
        Assert.Empty(_portal.Session.Get($"Get-WmpSandboxMail {names[1]}"));
        Assert.Equal(names[0], Assert.Single(_portal.Session.Get("Get-WmpPbx -NotRenewedFor 2.00:00:00")).Text("Name"));
    }

    [Theory]
    [InlineData("Set-WmpSandboxPbx {0} -Online true", "WmpInvalidRequest")]
    [InlineData("Set-WmpSandboxPbx {0}", "WmpNothingToChange")]
    [InlineData("Set-WmpSandboxPbx nobody -Online true", "WmpNotFound")]
    public void What_a_box_can_not_do_is_said(string script, string id)
        => Assert.Equal([id], _portal.Session.Run(string.Format(null, script, _portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly"))).ErrorIds);

    [Fact]
    public async Task Without_a_sandbox_it_is_said_so()
    {
        var run = await ShellRun.OfAsync("try { Set-WmpSandboxPbx x -Online true } catch { $_.FullyQualifiedErrorId }; Set-WmpSandboxClock 1 -ErrorAction SilentlyContinue -ErrorVariable problem; $problem.FullyQualifiedErrorId");
        Assert.Equal(["WmpSandboxUnknown,WildixPbx.Commands.SetWmpSandboxPbxCommand", "WmpSandboxUnknown,WildixPbx.Commands.SetWmpSandboxClockCommand"], run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    public void Dispose() => _portal.Dispose();
}
