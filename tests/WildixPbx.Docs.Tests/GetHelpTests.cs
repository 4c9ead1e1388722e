namespace WildixPbx.Tests;

/// <summary>What Get-Help answers in an engine that has imported the module from output/.</summary>
public sealed class GetHelpTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    public static TheoryData<string> Cmdlets => [.. Page.All.Select(page => page.Cmdlet)];

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_cmdlet_whose_help_Get_Help_does_not_find_is_found(string cmdlet)
    {
        var page = Page.All.Single(page => page.Cmdlet == cmdlet);
        var help = Assert.Single(module.Run($"Get-Help {cmdlet}"));
        Assert.Contains("MamlCommandHelpInfo#WildixPbx#" + cmdlet, help.TypeNames); // else it is made up from the syntax
        Assert.Equal(page.Synopsis, ((string)help.Properties["Synopsis"].Value).Trim());
        Assert.Equal(page.Examples.Count, module.Run($"(Get-Help {cmdlet}).examples.example").Count);
    }

    [Theory]
    [InlineData("about_WildixPbx")]
    [InlineData("about_WildixPbx_Automation")]
    [InlineData("about_WildixPbx_Box")]
    [InlineData("about_WildixPbx_Runs")]
    public void A_topic_that_is_missing_or_that_Get_Help_does_not_find_is_found(string topic)
    {
        var source = File.ReadAllText(Path.Combine(Repository.HelpFolder, topic + ".help.txt"));
        var shown = Assert.Single(module.Run($"Get-Help {topic}")).BaseObject.ToString();
        Assert.Equal(PlainText.Of(source), PlainText.Of(shown!));
    }

    [Fact]
    public void A_topic_wider_than_a_console_is_found()
    {
        const int widest = 90;
        Assert.Empty(Directory.GetFiles(Repository.HelpFolder, "about_*.help.txt").SelectMany(path =>
            File.ReadLines(path).Select((line, index) => (line.Length, At: $"{Path.GetFileName(path)}:{index + 1}")).Where(line => line.Length > widest).Select(line => line.At)));
    }
}
