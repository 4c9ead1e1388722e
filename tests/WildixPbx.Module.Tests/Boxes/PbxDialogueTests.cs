using System.Management.Automation;

namespace WildixPbx.Tests.Boxes;

/// <summary>Register-PbxKey and Set-PbxAdminPassword, over the terminal of a simulated box.</summary>
public sealed class PbxDialogueTests(SshSandbox sandbox) : IClassFixture<SshSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Fact]
    public void The_key_of_the_portal_is_taken_once_and_another_one_never()
    {
        var box = sandbox.NewBox();
        var key = SshSandbox.Plain(Session.Get("$key = (Get-WmpPbxKey $box.Pbx).Key; $key")[0].BaseObject);
        var wrong = Session.Run("Register-PbxKey $box 00000-00000-00000-00000-00000").Error;
        Assert.StartsWith("WmpPbxKeyRefused,", wrong.FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.Get("Register-PbxKey $box $key -WhatIf");
        Assert.Equal("", box.KeyLine);

        var first = Assert.Single(Session.Get("Register-PbxKey $box $key"));
        Assert.Equal(("Done", true, box.Name), (first.Text("Outcome"), first.Prop("Changed"), first.Text("Pbx")));
        Assert.Equal(key, box.KeyLine);
        var info = Assert.Single(Session.Get("Get-PbxInfo $box -Ssh"));
        Assert.Equal((Session.Get("(Get-WmpPbx $box.Pbx).Serial")[0].BaseObject, key), (info.Prop("Serial"), SshSandbox.Plain(info.Prop("Key"))));
        var second = Assert.Single(Session.Get("Register-PbxKey $box $key"));
        Assert.Equal(("AlreadySo", false), (second.Text("Outcome"), second.Prop("Changed")));
    }

    [Fact]
    public void By_hand_says_what_to_do_and_logs_in_to_nothing()
    {
        var result = Assert.Single(Session.Get("Register-PbxKey acme-hq -Manual"));
        Assert.Equal(("ByHand", "acme-hq"), (result.Text("Outcome"), result.Text("Pbx")));
        Assert.NotEmpty((IEnumerable<string>)result.Prop("Steps")!);
        var password = Assert.Single(Session.Get("Set-PbxAdminPassword acme-hq -Manual"));
        Assert.Equal(20, SshSandbox.Plain(password.Prop("Password")).Length);
        Assert.Null(password.Prop("PlainPassword"));
    }

    [Fact]
    public void The_key_of_a_Cloud_PBX_breaks_a_rule()
    {
        var name = sandbox.Portal.NewPbx("-Platform Cloud -Region eu-central-1 -Term Yearly");
        Assert.StartsWith("KeyNotForCloud,", Session.Run($"Get-WmpPbx {name} | Register-PbxKey -Key ABCDE").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_without_the_entry_and_a_prompt_that_is_not_known_get_no_secret()
    {
        var box = sandbox.NewBox();
        box.Misbehave("no-entries");
        Assert.StartsWith("WmpNoMenuEntry,", Session.Run("Register-PbxKey $box CANARY-KEY-1").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        box.Misbehave("question");
        Session.Set("prompts", Path.Combine(box.Folder, "prompts.json"));
        File.WriteAllText(Path.Combine(box.Folder, "prompts.json"), """{ "quietSeconds": 0.5 }""");
        var error = Session.Run("Register-PbxKey $box CANARY-KEY-1 -PromptsPath $prompts").Error;
        Assert.StartsWith("WmpUnexpectedPrompt,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Shall the log be sent to somebody?", ((dynamic)error.Exception).Transcript, StringComparison.Ordinal);
        Assert.Equal("", box.KeyLine);
    }

    [Fact]
    public void A_password_that_is_made_is_in_force_and_shown_only_where_that_is_asked_for()
    {
        var box = sandbox.NewBox();
        var result = Assert.Single(Session.Get("Set-PbxAdminPassword $box -Force"));
        Assert.Equal(("Done", true), (result.Text("Outcome"), result.Prop("Changed")));
        Assert.Null(result.Prop("PlainPassword"));
        Assert.StartsWith("WmpPasswordRefused,", Session.Run("Invoke-PbxCommand $box hostname").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.Set("login", new PSCredential("admin", (System.Security.SecureString)result.Prop("Password")!));
        Assert.Equal([box.Name], Session.Get("Invoke-PbxCommand $box hostname -Credential $login").Select(line => line.BaseObject));
        Assert.Single(Session.Get("Get-PbxInfo $box -Credential $login")); // WMS takes it, too

        Session.Set("new", SshSandbox.Secret("Canary-Given-77!"));
        Assert.Null(Assert.Single(Session.Get("Set-PbxAdminPassword $box $new -Credential $login -AsPlainText -Force")).Prop("PlainPassword"));
        Session.Set("login", new PSCredential("admin", SshSandbox.Secret("Canary-Given-77!")));
        var shown = Assert.Single(Session.Get("Set-PbxAdminPassword $box -Credential $login -AsPlainText -Length 40 -Force"));
        Assert.Equal(40, shown.Text("PlainPassword")!.Length);
    }

    [Fact]
    public void A_password_is_set_by_nobody_unasked_and_a_short_one_is_not_taken()
    {
        sandbox.NewBox();
        Assert.StartsWith("WmpConfirmationRequired,", Session.End("Set-PbxAdminPassword $box").FullyQualifiedErrorId, StringComparison.Ordinal);
        Session.Set("short", SshSandbox.Secret("Short-1"));
        Assert.StartsWith("WmpPasswordNotTaken,", Session.Run("Set-PbxAdminPassword $box $short -Force").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Session.Get("Invoke-PbxCommand $box hostname"));
    }

    [Fact]
    public void A_box_that_goes_away_in_the_middle_leaves_a_made_password_with_whoever_asked_for_it()
    {
        sandbox.NewBox().Misbehave("drop");
        var outcome = Session.Run("Set-PbxAdminPassword $box -Force");
        Assert.StartsWith("WmpOutcomeUnknown,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var result = Assert.Single(outcome.Output);
        Assert.Equal("Unknown", result.Text("Outcome"));
        Assert.Equal(20, SshSandbox.Plain(result.Prop("Password")).Length);
    }
}
