using WildixPbx.Engine.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Ssh;

/// <summary>What a terminal shows, and what it is taken for. Without a network.</summary>
public sealed class TerminalMatcherTests : IDisposable
{
    readonly TestState _state = new();

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("\n  1. Users\n 10. Shell\n  0. Exit\n\nSelect: ", "Menu")]
    [InlineData("[10] - Open a Shell\nYour choice> ", "Menu")]
    [InlineData("admin@kvist:~$ ", "Shell")]
    [InlineData("Last login: today\nadmin@kvist:~$", "Shell")]
    [InlineData("root@kvist:~# ", "RootShell")]
    [InlineData("Password: ", "RootPassword")]
    [InlineData("\nroot's password for kvist: ", "RootPassword")]
    [InlineData("\nsu: Authentication failure\nadmin@kvist:~$ ", "RootRefused")]
    public void A_prompt_that_is_known_is_told_by_its_name(string text, string name)
        => Assert.Equal(name, Look(text, "Menu", "RootPassword", "RootRefused", "RootShell", "Shell").Prompt?.Name);

    [Theory]
    [InlineData("  1. Users\n 11. Shell\n\nSelect: ")] // option 10 is Shell, says the guide; another number is another menu
    [InlineData(" 10. Reboot\n 12. Shell\n\nSelect: ")]
    [InlineData("Shall the log be sent to somebody? [y/N] ")]
    [InlineData("Enter the code from your phone: ")]
    [InlineData("Password: changed")] // no prompt: something follows
    public void What_no_pattern_covers_is_unknown_however_like_one_it_is(string text)
        => Assert.Equal(Standing.Unknown, Look(text, "Menu", "RootPassword", "RootShell", "Shell").Standing);

    [Theory]
    [InlineData("")]
    [InlineData("Reading the database\n")]
    [InlineData("Reading the database...")]
    [InlineData("Copying  37 %")]
    [InlineData("one\n   ")]
    public void Work_that_goes_on_is_no_question(string text)
        => Assert.Equal(Standing.Nothing, Look(text, "Menu", "Shell").Standing);

    [Fact]
    public void A_prompt_that_is_known_and_not_expected_is_not_answered()
        => Assert.Equal(Standing.Unknown, Look("Password: ", "Menu").Standing);

    [Fact]
    public void The_number_of_an_entry_is_read_from_the_menu_and_a_menu_without_it_has_none()
    {
        var entry = Look("  1. Users\n  4. Enter the PBX key (sandbox)\n 10. Shell\n\nSelect: ", "KeyEntry", "Menu");
        Assert.Equal(("KeyEntry", "4"), (entry.Prompt?.Name, entry.Match?.Groups["number"].Value));
        Assert.Equal("Menu", Look("  1. Enter the PBX key\n 10. Shell\n\nSelect: ", "KeyEntry", "Menu").Prompt?.Name);
    }

    [Theory]
    [InlineData("\u001b[1;32madmin\u001b[0m$ ", "admin$ ")]
    [InlineData("\u001b]0;title\u0007text\r\n", "text\n")]
    [InlineData("\u001b[?2004hready", "ready")]
    [InlineData("10%\r20%\r\ndone", "20%\ndone")]
    [InlineData("half \u001b[3", "half ")]
    [InlineData("bell\u0007", "bell")]
    public void Colours_and_what_is_written_over_are_not_shown(string raw, string shown) => Assert.Equal(shown, TerminalText.Of(raw));

    [Theory]
    [InlineData("10 %\r20 %", 5)]
    [InlineData("\r10 %\r\r20 %\r", 7)] // the last one may be a line end whose other half is still to come
    [InlineData("10 %\r", 0)]
    [InlineData("\r", 0)]
    [InlineData("10 %", 0)]
    public void Only_what_can_be_seen_of_a_line_is_needed(string raw, int gone)
    {
        Assert.Equal(gone, TerminalText.OverwrittenLength(raw));
        Assert.Equal(TerminalText.Of(raw), TerminalText.Of(raw[gone..]));
    }

    [Theory]
    [InlineData("su - wildix\nPassword: ", "su - wildix", "\nPassword: ")]
    [InlineData("su - wi", "su - wildix", "")] // the echo is still coming
    [InlineData("Password: ", "su - wildix", "Password: ")] // no echo
    [InlineData("echo '# '", "echo '# '", "")] // the echo of a line that looks like a prompt
    public void The_echo_of_what_was_typed_is_no_answer(string text, string typed, string rest) => Assert.Equal(rest, TerminalText.WithoutEcho(text, typed));

    [Fact]
    public void A_file_replaces_patterns_by_name_and_the_dialogues_that_use_them_follow()
    {
        var path = Path.Combine(_state.Path, "terminal-prompts.json");
        File.WriteAllText(path, """{ "quietSeconds": 1.5, "prompts": { "KeyQuestion": "Licence code\\? \\z", "Mine": "x" }, "dialogues": { "Own": { "Mine": { "send": "y" } } } }""");
        var prompts = TerminalPrompts.Load(path);
        Assert.Equal(TimeSpan.FromSeconds(1.5), prompts.Quiet);
        Assert.Equal("KeyQuestion", TerminalMatcher.Look("Licence code? ", [.. prompts.Dialogue("RegisterKey").Select(answer => answer.Prompt)], []).Prompt?.Name);
        Assert.Equal("y", Assert.Single(prompts.Dialogue("Own")).Answer.Send);
    }

    [Theory]
    [InlineData("{ \"prompts\": { \"Menu\": \"(\" } }")]
    [InlineData("{ \"promts\": { } }")]
    [InlineData("{ \"dialogues\": { \"RegisterKey\": { \"Nobody\": { \"send\": \"y\" } } } }")]
    [InlineData("{ \"prompts\": { \"DataQuestio\": \"x\" } }")]
    [InlineData("{ \"quietSeconds\": -1 }")]
    [InlineData("not json")]
    public void A_file_that_says_nothing_sensible_is_refused(string text)
    {
        var path = Path.Combine(_state.Path, "terminal-prompts.json");
        File.WriteAllText(path, text);
        Assert.Equal("WmpPromptsInvalid", Assert.Throws<ValidationException>(() => TerminalPrompts.Load(path)).ErrorId);
    }

    static Sight Look(string text, params string[] expected)
    {
        var prompts = TerminalPrompts.Load(null);
        return TerminalMatcher.Look(text, [.. expected.Select(name => prompts[name])], prompts.Progress);
    }
}
