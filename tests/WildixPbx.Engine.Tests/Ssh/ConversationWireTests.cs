using System.Security;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Ssh;
using WildixPbx.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Ssh;

/// <summary>Conversations whose bytes come as a network may cut them. Without a server: what it can't be made to do is done here.</summary>
public sealed partial class ConversationWireTests : IDisposable
{
    const string Password = "Canary-Target-7";

    readonly TestState _state = new();
    readonly List<string> _lines = [], _asked = [];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task A_prompt_a_colour_or_a_letter_that_is_cut_anywhere_is_one_all_the_same(int piece)
    {
        using var wire = new FakeWire(piece);
        var end = await TalkAsync(wire, async box =>
        {
            box.Show("\u001b[32mGrüße\u001b[0m\r\n");
            await box.AskAsync("\u001b[1mPassword of the Cloud PBX (sandbox): \u001b[0m", Stop);
            box.Show("\r\n");
            foreach (var name in (string[])["users", "Gespräche \U0001F4DE"])
            {
                var answer = await box.AskAsync($"\u001b]0;title\u0007\u001b[1mMove {name}? (sandbox) [y/n] \u001b[0m", Stop);
                box.Show($"{answer}\r\n");
            }

            foreach (var percent in (int[])[0, 42, 100]) box.Show($"\r\u001b[KMoving users: {percent} % (sandbox)");
            box.Show("\r\nData moved (sandbox)\r\n");
            return 0;
        });
        Assert.Equal((0, null), (end.ExitCode, end.Word));
        Assert.Equal([Password, "y", "n"], wire.Typed);
        Assert.Equal(["users", "Gespräche \U0001F4DE"], _asked);
        Assert.Equal(
            ["Grüße", "Password of the Cloud PBX (sandbox):", "Move users? (sandbox) [y/n] y", "Move Gespräche \U0001F4DE? (sandbox) [y/n] n", "Moving users: 100 % (sandbox)", "Data moved (sandbox)"],
            _lines);
    }

    [Theory]
    [InlineData("")] // no echo at all
    [InlineData("{0}\r\n")]
    [InlineData("{0}\r\n{0}\r\n")] // the echo, and the command says it once more
    public async Task What_the_command_says_is_told_from_the_echo_of_what_was_typed(string shown)
    {
        using var wire = new FakeWire(1);
        await TalkAsync(wire, async box =>
        {
            box.Show(string.Format(System.Globalization.CultureInfo.InvariantCulture, shown, await box.AskAsync("Move users? (sandbox) [y/n] ", Stop)));
            box.Show(string.Format(System.Globalization.CultureInfo.InvariantCulture, shown, await box.AskAsync("Move voicemail? (sandbox) [y/n] ", Stop)));
            return 3;
        });
        Assert.Equal(["y", "n"], wire.Typed);
        Assert.Equal(shown == "{0}\r\n{0}\r\n" ? ["y", "n"] : [], _lines.Where(line => line.Length == 1));
    }

    [Fact]
    public async Task Progress_that_is_rewritten_for_twenty_minutes_is_not_kept()
    {
        using var wire = new FakeWire(64);
        var end = await TalkAsync(wire, async box =>
        {
            await box.AskAsync("Move users? (sandbox) [y/n] ", Stop);
            box.Show("y\r\n");
            for (var count = 0; count < 60_000; count++) box.Show($"\rMoving users: {count / 600} % (sandbox)");
            box.Show("\r\n");
            return 0;
        });
        Assert.Equal(0, end.ExitCode);
        Assert.Equal("Moving users: 99 % (sandbox)", _lines[^1]);
    }

    [Fact]
    public async Task A_line_that_never_ends_is_neither_kept_whole_nor_told_and_the_end_is_found_after_it()
    {
        using var wire = new FakeWire(4096);
        var end = await TalkAsync(wire, async box =>
        {
            for (var count = 0; count < 40_000; count++) box.Show(Password + " ");
            await box.AskAsync("Move users? (sandbox) [y/n] ", Stop); // all before it has been looked at when it is answered
            box.Show("y\r\nData moved (sandbox)\r\n");
            return 0;
        });
        Assert.Equal(0, end.ExitCode);
        Assert.Equal("Data moved (sandbox)", _lines[^1]);
        Assert.DoesNotContain(_lines, line => line.Length > 100_000 || line.Contains("Target-7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Password of the Cloud PBX (sand")]
    [InlineData("Moving users: 42")]
    [InlineData("\u001b[1")]
    public async Task A_channel_that_closes_in_the_middle_is_lost_and_nothing_is_typed(string last)
    {
        using var wire = new FakeWire(1);
        var error = await Assert.ThrowsAsync<TransportException>(() => TalkAsync(wire, box =>
        {
            box.Show(last);
            box.Close();
            return Task.FromResult<int?>(null);
        }));
        Assert.Equal("WmpConnectionLost", error.ErrorId);
        Assert.Empty(wire.Typed);
    }

    [Fact]
    public async Task A_command_that_writes_what_a_mark_looks_like_has_not_ended()
    {
        using var wire = new FakeWire(5);
        var end = await TalkAsync(wire, box =>
        {
            box.Show("wmp-end-00000000000000000000000000000000:0\r\nData moved (sandbox)\r\nroot@kvist:~# \r\n");
            return Task.FromResult<int?>(7);
        });
        Assert.Equal(7, end.ExitCode);
    }

    [Fact]
    public async Task A_transcript_that_is_cut_begins_with_no_half_of_a_secret()
    {
        using var wire = new FakeWire(1000);
        var error = await Assert.ThrowsAsync<TransportException>(() => TalkAsync(wire, async box =>
        {
            await box.AskAsync("Password of the Cloud PBX (sandbox): ", Stop);
            for (var line = 0; line < 8000; line++) box.Show($"{Password}\r\n");
            box.Show(".....\r\n"); // so that the cut is in the middle of one
            box.Close();
            return null;
        }));
        Assert.DoesNotContain("Target-7", error.Transcript, StringComparison.Ordinal);
        Assert.StartsWith("***\n", error.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_in_the_help_answers_a_script_with_prompts_of_its_own()
    {
        var help = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Help", "about_WildixPbx_Box.help.txt"), Stop);
        var example = Example().Matches(help).Select(match => match.Value).Single(text => text.Contains("MoveToCloud", StringComparison.Ordinal));
        using var wire = new FakeWire(3);
        var end = await TalkAsync(wire, async box =>
        {
            await box.AskAsync("Password of the new PBX: ", Stop);
            await box.AskAsync("\r\nTransfer users? (yes/no) ", Stop);
            await box.AskAsync("yes\r\nTransfer recordings? (yes/no) ", Stop);
            await box.AskAsync("no\r\nPress Enter to go on ", Stop);
            box.Show("\r\nDisk full: 0 bytes left\r\n");
            return 1;
        }, example);
        Assert.Equal([Password, "yes", "no", ""], wire.Typed);
        Assert.Equal((1, "DiskFull", "Disk full: 0 bytes left"), (end.ExitCode, end.Word, end.Text));
    }

    [GeneratedRegex(@"^ {8}\{\r?\n.*?^ {8}\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    async Task<ConversationEnd> TalkAsync(FakeWire wire, Func<FakeWire, Task<int?>> act, string prompts = "{ }")
    {
        var path = Path.Combine(_state.Path, "terminal-prompts.json");
        var file = JsonNode.Parse(prompts)!;
        (file["settleMilliseconds"], file["quietSeconds"]) = (0, 30); // as soon as it can be told
        await File.WriteAllTextAsync(path, file.ToJsonString(), Stop);
        var redactor = new Redactor();
        using var terminal = new Terminal(wire, TerminalPrompts.Load(path), new SshErrors(new SshSettings { Host = "kvist", Port = 22, UserName = "admin" }, redactor), redactor);
        var talk = terminal.ConverseAsync(
            new Conversation
            {
                Command = "migrate2cloud",
                Dialogue = "MoveToCloud",
                Secrets = new Dictionary<string, SecureString> { ["targetPassword"] = SshBox.Secret(Password) },
                Patience = TimeSpan.FromSeconds(60),
                Ask = (question, _) =>
                {
                    _asked.Add(question.Name);
                    return Task.FromResult<bool?>(question.Name == "users");
                },
                Line = _lines.Add,
            },
            Stop);
        var end = await wire.BeginAsync(Stop);
        if (await act(wire) is { } code) wire.Show(end(code));
        return await talk;
    }
}
