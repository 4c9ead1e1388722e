using System.Security;
using WildixPbx.Ssh;

namespace WildixPbx.Tests.Ssh;

/// <summary>The terminal of a box over OpenSSH's own server and a real pseudo-terminal.</summary>
public sealed class TerminalTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly Dictionary<string, SecureString> Key = new() { ["key"] = SshBox.Secret(SshBox.PbxKey) };

    [Fact]
    public async Task Root_comes_by_option_10_and_su_and_a_command_gives_its_lines_and_exit_code()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        await terminal.BecomeRootAsync(SshBox.Secret(SshBox.RootPassword), Patience, SshBox.Stop);
        Assert.Equal("|it's \"here\"\t!||22110000a1b3| => 3", await RunAsync(terminal, "echo\necho 'it'\"'\"'s \"here\"\t!'\necho; sed -n 17,18p /rw2/etc/sf2; exit 3"));
        Assert.Equal("no end => 0", await RunAsync(terminal, "printf 'no end'"));
        Assert.Equal(" => 2", await RunAsync(terminal, "exit 2"));
        Assert.DoesNotContain(SshBox.RootPassword, terminal.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_asks_something_gets_no_answer_and_does_not_hang()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        Assert.Equal("Sure? none => 0", await RunAsync(terminal, "printf 'Sure? '; read -r answer || echo none"));
    }

    [Fact]
    public async Task A_wrong_password_of_root_is_told_as_that()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => terminal.BecomeRootAsync(SshBox.Secret("Canary-Wrong-1"), Patience, SshBox.Stop));
        Assert.Equal("WmpRootPasswordRefused", error.ErrorId);
        Assert.DoesNotContain("Canary-Wrong-1", error.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_is_not_known_stops_with_the_transcript_and_is_not_answered()
    {
        await using var box = await SshBox.StartAsync();
        box.Misbehave("question");
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session, """{ "quietSeconds": 0.5 }""", box);
        var error = await Assert.ThrowsAsync<UnexpectedPromptException>(() => terminal.HoldAsync("RegisterKey", Key, Patience, SshBox.Stop));
        Assert.Equal("WmpUnexpectedPrompt", error.ErrorId);
        Assert.Contains("Shall the log be sent to somebody? [y/N]", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("[y/N] ", error.Transcript, StringComparison.Ordinal);
        Assert.Equal("", KeyLine(box));
    }

    [Fact]
    public async Task A_dialogue_comes_to_each_of_its_ends()
    {
        await using var box = await SshBox.StartAsync();
        Assert.Equal(("Accepted", true), await HoldAsync(box, Key));
        Assert.Equal(SshBox.PbxKey, KeyLine(box));
        Assert.Equal(("Present", true), await HoldAsync(box, Key));
        Assert.Equal(("Refused", true), await HoldAsync(box, new() { ["key"] = SshBox.Secret("CANARY-OTHER") }));
        box.Misbehave("no-entries");
        Assert.Equal(("NoEntry", false), await HoldAsync(box, Key));
    }

    [Fact]
    public async Task A_box_that_goes_away_after_the_secret_was_typed_leaves_the_outcome_open()
    {
        await using var box = await SshBox.StartAsync();
        box.Misbehave("drop");
        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(() => HoldAsync(box, Key));
        Assert.Equal("WmpConnectionLost", Assert.IsType<TransportException>(error.InnerException).ErrorId);
        Assert.Contains("PBX key (sandbox):", error.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain(SshBox.PbxKey, error.ToString() + error.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_that_goes_away_during_a_command_is_lost_and_an_answer_that_never_comes_is_a_timeout()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        var late = await Assert.ThrowsAsync<TimeoutException>(() => terminal.RunAsync("echo before; sleep 600", _ => { }, TimeSpan.FromMilliseconds(500), SshBox.Stop));
        Assert.Contains("wmp-begin", late.Transcript, StringComparison.Ordinal);

        using var another = await OpenAsync(session);
        await another.OpenShellAsync(Patience, SshBox.Stop);
        var lost = await Assert.ThrowsAsync<TransportException>(() => another.RunAsync("echo started; sleep 600", _ => box.CutOff(), Patience, SshBox.Stop));
        Assert.Equal("WmpConnectionLost", lost.ErrorId);
    }

    [Fact]
    public async Task A_command_that_can_not_be_typed_is_refused_before_anything_is()
    {
        await using var box = await SshBox.StartAsync();
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        Assert.Equal("WmpCommandTooLong", (await Assert.ThrowsAsync<ValidationException>(() => RunAsync(terminal, "echo " + new string('x', 4000)))).ErrorId);
        var longest = "echo " + new string('x', 2795);
        Assert.Equal(longest[5..] + " => 0", await RunAsync(terminal, longest));
    }

    static Task<ITerminal> OpenAsync(ISshSession session, string? prompts = null, SshBox? box = null)
    {
        if (prompts is null) return session.OpenTerminalAsync(null, SshBox.Stop);
        var path = Path.Combine(box!.Folder, "terminal-prompts.json");
        File.WriteAllText(path, prompts);
        return session.OpenTerminalAsync(path, SshBox.Stop);
    }

    static async Task<(string Word, bool HasSent)> HoldAsync(SshBox box, Dictionary<string, SecureString> secrets)
    {
        using var session = await box.LoginAsync();
        using var terminal = await OpenAsync(session);
        var end = await terminal.HoldAsync("RegisterKey", secrets, Patience, SshBox.Stop);
        return (end.Word, end.HasSent);
    }

    static async Task<string> RunAsync(ITerminal terminal, string command)
    {
        var lines = new List<string>();
        var code = await terminal.RunAsync(command, line => lines.Add(line.Text), Patience, SshBox.Stop);
        return $"{string.Join("|", lines)} => {code}";
    }

    static string KeyLine(SshBox box) => File.ReadAllLines(Path.Combine(box.Folder, "rw2", "etc", "sf2"))[17];
}
