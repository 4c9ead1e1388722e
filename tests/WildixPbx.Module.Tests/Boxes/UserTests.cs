namespace WildixPbx.Tests.Boxes;

/// <summary>Users of PBXs: lists of every form, licence types in bulk, and what was bought against them.</summary>
public sealed class UserTests : IDisposable
{
    readonly BoxSession _boxes = new();

    ModuleSession Session => _boxes.Session;

    public void Dispose() => _boxes.Dispose();

    [Fact]
    public void Every_form_of_a_list_gives_each_user_of_the_network_once()
    {
        foreach (var behavior in (string[])["@()", "BareArrays", "NoTotals", "IgnorePaging, NoTotals", "Numbers"])
        {
            var users = Session.Get($"$a | Start-WmpSandboxPbx -Behavior {behavior} | Get-PbxUser -IncludeEmail");
            Assert.Equal(5, users.Select(user => user.Text("UserId")).Distinct().Count());
            Assert.Equal(5, users.Count);
            Assert.All(users, user => Assert.Equal(("essential", "UC-Essential"), (user.Text("LicenseType"), user.Text("Profile"))));
            Assert.Equal(3, users.Count(user => user.Text("HomePbx") == _boxes.First + ".wildixin.com"));
            Assert.All(users, user => Assert.Contains("@", user.Text("Email"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_file_sets_licence_types_and_a_bad_row_in_the_middle_is_one_error()
    {
        var outcome = Session.Run("""
            $u = "$($a.Uri)"
            [pscustomobject]@{ Uri = $u; Extension = '103'; UserId = ''; LicenseType = 'business' },
            [pscustomobject]@{ Uri = $u; Extension = '999'; UserId = ''; LicenseType = 'business' },
            [pscustomobject]@{ Uri = $u; Extension = '101'; UserId = ''; LicenseType = 'basic' },
            [pscustomobject]@{ Uri = $u; Extension = '103'; UserId = ''; LicenseType = '' },
            [pscustomobject]@{ Uri = $u; Extension = ''; UserId = ''; LicenseType = 'basic' },
            [pscustomobject]@{ Uri = $u; Extension = '103'; UserId = ''; LicenseType = 'busness' },
            [pscustomobject]@{ Uri = $u; Extension = '103'; UserId = ''; LicenseType = 'UC-Business' } |
                Set-PbxUserLicense -Token $a.Token -CertificateFingerprint $a.CertificateFingerprint
            """);
        Assert.Equal([(1, true), (7, false)], outcome.Output.Select(change => ((int)change.Prop("InputIndex")!, (bool)change.Prop("Changed")!)));
        Assert.Equal(["WmpAmbiguousIdentity", "WmpNotFound", "WmpValidation", "WmpValidation", "WmpValidation"], outcome.ErrorIds.Order());
        Assert.Contains("busness", string.Concat(outcome.Errors.Select(error => error.ToString())), StringComparison.Ordinal);
        Assert.Equal("business", Session.Get("(Get-PbxUser $b -Extension 103).LicenseType")[0].BaseObject); // the network's other PBX sees it
    }

    [Fact]
    public void WhatIf_shows_old_and_new_and_changes_nothing()
    {
        var host = new ScriptedHost();
        using var session = _boxes.Portal.Another(host);
        session.Set("a", Session.Get("$a")[0]);
        Assert.Empty(session.Get("$a | Get-PbxUser | Set-PbxUserLicense -LicenseType premium -WhatIf"));
        Assert.Contains("essential -> premium", string.Join("\n", host.Lines), StringComparison.Ordinal);
        Assert.All(Session.Get("$a | Get-PbxUser"), user => Assert.Equal("essential", user.Text("LicenseType")));
    }

    [Fact]
    public void What_Get_PbxUser_gives_brings_its_box_and_login()
    {
        var changes = Session.Get("$a | Get-PbxUser -LicenseType UC-Essential | Set-PbxUserLicense -LicenseType wizyconf");
        Assert.Equal(5, changes.Count);
        Assert.All(changes, change => Assert.Equal((true, "essential", "wizyconf"), (change.Prop("Changed"), change.Text("PreviousLicenseType"), change.Text("LicenseType"))));
        Assert.Empty(Session.Get("$a | Get-PbxUser -LicenseType essential"));
    }

    [Fact]
    public void Licences_are_compared_once_a_network_and_overuse_and_defaults_are_found()
    {
        Session.Get("$null = $a | Get-PbxUser -Extension 102 | Set-PbxUserLicense -LicenseType business");
        var found = Session.Get("$a, $b | Compare-PbxLicense").ToDictionary(one => one.Text("Profile")!);
        Assert.Equal((1, 2, -1), (found["UC-Business"].Prop("Bought"), found["UC-Business"].Prop("Assigned"), found["UC-Business"].Prop("Free")));
        Assert.Equal((5, 3), (found["UC-Essential"].Prop("Bought"), found["UC-Essential"].Prop("Assigned")));
        Assert.Equal(["LicenseOverused"], Rules("UC-Business"));
        Assert.Equal(["UserLicenseDefault"], Rules("UC-Essential"));

        var outcome = Session.Run($"Disconnect-Wmp; $a | Compare-PbxLicense -Bought ([pscustomobject]@{{ Name = '{_boxes.First}'; UcEssential = '1'; 'UC-Business' = '' }})");
        Assert.All(outcome.Output, one => Assert.DoesNotContain("LicenseOverused", string.Concat(((IEnumerable<object>)one.Prop("Findings")!).Select(finding => finding.ToString())), StringComparison.Ordinal));
        Assert.Contains(_boxes.Second, Assert.Single(outcome.Warnings), StringComparison.Ordinal); // what was bought for it is not known

        Session.Get("$null = $a | Get-PbxUser -Extension 102 | Set-PbxUserLicense -LicenseType x-bees -AllowUnknownType");
        outcome = Session.Run($"$a | Compare-PbxLicense -Bought @([pscustomobject]@{{ Name = '{_boxes.First}'; UcEssential = 1 }}, [pscustomobject]@{{ Name = '{_boxes.Second}'; UcEssential = 1 }})");
        Assert.Null(Assert.Single(outcome.Output, one => one.Text("Profile") == "x-bees").Prop("Bought"));
        Assert.Contains("x-bees", Assert.Single(outcome.Warnings), StringComparison.Ordinal);

        string[] Rules(string profile) => [.. ((IEnumerable<object>)found[profile].Prop("Findings")!).Select(finding => new System.Management.Automation.PSObject(finding).Text("RuleId")!)];
    }
}
