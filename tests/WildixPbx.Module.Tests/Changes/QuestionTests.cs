namespace WildixPbx.Tests.Changes;

/// <summary>Questions before a change: when they are asked, what they say, and what the answers do.</summary>
public sealed class QuestionTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void Yes_makes_the_change_and_the_question_has_its_fee()
    {
        var host = new ScriptedHost(Answer.Yes);
        var name = portal.NewPbx();
        Ask(host, $"Set-WmpLicense {name} -UcEssential 30");
        var question = Assert.Single(host.Questions);
        Assert.Contains("UC-Essential 30", question, StringComparison.Ordinal);
        Assert.Contains("800.00 EUR", question, StringComparison.Ordinal);
        Assert.Contains(name, question, StringComparison.Ordinal);
        Assert.Equal(30, portal.Count(name));
    }

    [Fact]
    public void A_change_that_became_dearer_while_the_question_stood_is_refused()
    {
        var name = portal.NewPbx();
        var host = new ScriptedHost(_ =>
        {
            // Somebody else gets 5 of the 10 taken back meanwhile, so 30 would cost more than the question said.
            portal.Session.Get($"$null = Set-WmpLicense {name} -UcEssential 5 -Force | Approve-WmpSandboxRequest -Sandbox $sandbox");
            return Answer.Yes;
        });
        using var asking = portal.Another(host);
        Assert.Equal("FeeAboveMaximum", Assert.Single(asking.Run($"Set-WmpLicense {name} -UcEssential 30").ErrorIds));
        Assert.Equal(5, portal.Count(name));
    }

    [Fact]
    public void No_sends_nothing_and_the_next_row_is_asked_about()
    {
        var host = new ScriptedHost(Answer.No, Answer.Yes, Answer.No);
        var names = portal.NewPbxs(3);
        var before = portal.Mutations();
        Ask(host, $"'{string.Join("', '", names)}' | Set-WmpLicense -UcEssential 30");
        Assert.Equal(3, host.Questions.Count);
        Assert.Equal([10, 30, 10], names.Select(name => portal.Count(name)));
        Assert.Equal(before + 1, portal.Mutations());
    }

    [Theory]
    [InlineData(Answer.YesToAll, 30, 3)]
    [InlineData(Answer.NoToAll, 10, 0)]
    public void An_answer_for_all_is_asked_for_once(Answer answer, int count, int sent)
    {
        var host = new ScriptedHost(answer);
        var names = portal.NewPbxs(3);
        var before = portal.Mutations();
        Ask(host, $"'{string.Join("', '", names)}' | Set-WmpLicense -UcEssential 30 -ThrottleLimit 8");
        Assert.Single(host.Questions);
        Assert.All(names, name => Assert.Equal(count, portal.Count(name)));
        Assert.Equal(before + sent, portal.Mutations());
    }

    [Theory]
    [InlineData("Set-WmpLicense {0} -UcEssential 30")]
    [InlineData("New-WmpPbx -Customer 'Bergmann GmbH' -Name {1} -Platform Virtual -Term Yearly -UcEssential 3")]
    [InlineData("New-WmpHardwareOrder 2")]
    public void What_costs_is_asked_about_with_its_fee(string command)
    {
        var host = new ScriptedHost(Answer.No);
        Ask(host, Fill(command));
        Assert.Matches(@"fee \d+\.00 EUR", Assert.Single(host.Questions));
    }

    [Theory]
    [InlineData("Remove-WmpCustomer Nobody", "Nobody")]
    [InlineData("Remove-WmpContact (Get-WmpContact -Email contact@*)", "con_")]
    public void What_can_not_be_taken_back_is_asked_about(string command, string subject)
    {
        portal.Session.Get("$null = New-WmpCustomer Nobody; $null = Add-WmpContact Nobody -Name C -Email contact@nobody.example.com");
        var host = new ScriptedHost(Answer.No);
        Ask(host, command);
        Assert.Contains(subject, Assert.Single(host.Questions), StringComparison.Ordinal);
        Assert.Single(portal.Session.Get("Get-WmpContact Nobody"));
    }

    [Theory]
    [InlineData("New-WmpCustomer {1}")]
    [InlineData("Set-WmpCustomer 'Bergmann GmbH' -Name 'Bergmann GmbH'")]
    [InlineData("Add-WmpContact 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com")]
    public void What_is_cheap_and_can_be_taken_back_is_only_asked_about_with_Confirm(string command)
    {
        command = Fill(command);
        var silent = new ScriptedHost();
        Ask(silent, command);
        Assert.Empty(silent.Questions);

        var host = new ScriptedHost(Answer.No);
        Ask(host, command + " -Confirm");
        Assert.Single(host.Questions);
    }

    [Theory]
    [InlineData("Set-WmpLicense {0} -UcEssential 30 -Force")]
    [InlineData("Set-WmpLicense {0} -UcEssential 30 -Confirm:$false")]
    [InlineData("$ConfirmPreference = 'None'; Set-WmpLicense {0} -UcEssential 30")]
    [InlineData("& {{ $ConfirmPreference = 'None'; Set-WmpLicense {0} -UcEssential 30 }}")]
    public void Who_says_so_is_not_asked_and_no_quote_is_fetched(string command)
    {
        var host = new ScriptedHost();
        var name = portal.NewPbx();
        using var session = portal.Another(host);
        var before = portal.Requests();
        session.Get(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, name));
        Assert.Equal(before + 2, portal.Requests()); // the change, and this count
        Assert.Equal(30, portal.Count(name));
    }

    [Fact]
    public void A_preference_that_is_lower_asks_about_cheap_changes_too()
    {
        var host = new ScriptedHost(Answer.No);
        Ask(host, Fill("$ConfirmPreference = 'Low'; New-WmpCustomer {1}"));
        Assert.Single(host.Questions);
    }

    [Fact]
    public void A_change_that_is_refused_anyway_is_not_asked_about()
    {
        var host = new ScriptedHost();
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        using var session = portal.Another(host);
        Assert.Equal(["LifetimeDecrease"], session.Run($"Set-WmpLicense {name} -UcEssential 5").ErrorIds);
        Assert.Empty(host.Questions);
    }

    [Theory]
    [InlineData("Set-WmpLicense {0} -UcEssential 30")]
    [InlineData("'{0}', '{0}' | Set-WmpLicense -UcEssential 30 -ThrottleLimit 8")]
    [InlineData("New-WmpPbx -Customer 'Bergmann GmbH' -Name {1} -Platform Virtual -Term Yearly")]
    [InlineData("New-WmpHardwareOrder 2")]
    [InlineData("Remove-WmpCustomer 'Bergmann GmbH'")]
    [InlineData("Remove-WmpContact con_1")]
    [InlineData("New-WmpCustomer {1} -Confirm")]
    public void A_question_to_nobody_ends_the_command_with_an_error_and_changes_nothing(string command)
    {
        command = Fill(command);
        var before = portal.Mutations();
        var error = portal.Session.End(command);
        Assert.StartsWith("WmpConfirmationRequired,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(before, portal.Mutations());
    }

    void Ask(ScriptedHost host, string script)
    {
        using var session = portal.Another(host);
        session.Get(script);
    }

    string Fill(string command) => string.Format(System.Globalization.CultureInfo.InvariantCulture, command, portal.NewPbx(), portal.NewName());
}
