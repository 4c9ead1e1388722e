using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace WildixPbx.Tests;

/// <summary>The code of the examples, on the pages and in the topics' words: it must be code that could run.</summary>
public sealed partial class ExampleTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    public static TheoryData<string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var page in Page.All)
                foreach (var example in page.Examples)
                    data.Add(page.Cmdlet, example.Title, example.Code);
            return data;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void An_example_that_does_not_parse_is_found(string cmdlet, string title, string code)
    {
        Parser.ParseInput(code, out _, out var errors);
        Assert.Empty(errors.Select(error => $"{cmdlet}, {title}, line {error.Extent.StartLineNumber}: {error.Message}"));
    }

    [Theory, MemberData(nameof(Examples))]
    public void An_example_with_a_cmdlet_or_parameter_that_does_not_exist_is_found(string cmdlet, string title, string code)
    {
        var commands = Parser.ParseInput(code, out _, out _).FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
        Assert.Empty(commands.SelectMany(Mistakes).Select(mistake => $"{cmdlet}, {title}: {mistake}"));
    }

    [Fact]
    public void A_topic_that_speaks_of_a_cmdlet_that_does_not_exist_is_found()
    {
        var named = Directory.GetFiles(Repository.HelpFolder, "about_*.help.txt").SelectMany(path =>
            CmdletNames().Matches(File.ReadAllText(path)).Select(match => match.Value)).Distinct();
        Assert.DoesNotContain(named, name => !module.Cmdlets.ContainsKey(name));
    }

    IEnumerable<string> Mistakes(CommandAst command)
    {
        if (command.GetCommandName() is not { } name || !CmdletNames().IsMatch(name)) yield break;
        if (!module.Cmdlets.TryGetValue(name, out var cmdlet))
        {
            yield return $"there is no {name}";
            yield break;
        }

        foreach (var parameter in command.CommandElements.OfType<CommandParameterAst>())
            if (!IsOne(cmdlet, parameter.ParameterName)) yield return $"{name} has no -{parameter.ParameterName}";
    }

    // Written out in full, or as an alias: help sets the style for the scripts that are copied from it.
    static bool IsOne(CmdletInfo cmdlet, string name)
        => cmdlet.Parameters.ContainsKey(name) || cmdlet.Parameters.Values.Any(parameter => parameter.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b[A-Z][a-z]+-(?:Wmp|Pbx|LicenseCheck)\w*")]
    private static partial Regex CmdletNames();
}
