namespace WildixPbx.Tests;

/// <summary>The committed help file against the pages that it is made of. If one fails: build.ps1 -Task Docs.</summary>
public sealed class HelpFileTests
{
    public static TheoryData<string> Cmdlets => [.. Page.All.Select(page => page.Cmdlet)];

    [Fact]
    public void A_help_file_with_other_cmdlets_than_the_pages_is_found()
        => Assert.Equal(Page.All.Select(page => page.Cmdlet), HelpFile.All.Select(entry => entry.Cmdlet).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_help_file_that_is_older_than_the_words_of_its_page_is_found(string cmdlet)
    {
        var (page, entry) = (PageOf(cmdlet), HelpFile.Of(cmdlet));
        Assert.Equal(page.Synopsis, entry.Synopsis);
        Assert.Equal(PlainText.Of(page.Section("DESCRIPTION")), entry.Description);
        Assert.Equal(PlainText.Of(page.Section("NOTES")), entry.Notes);
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_help_file_that_is_older_than_the_examples_of_its_page_is_found(string cmdlet)
        => Assert.Equal(PageOf(cmdlet).Examples.Select(example => PlainText.Of(example.Body)), HelpFile.Of(cmdlet).Examples);

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_parameter_without_its_text_in_the_help_file_is_found(string cmdlet)
    {
        var entry = HelpFile.Of(cmdlet);
        Assert.Empty(entry.Parameters.Where(parameter => parameter.Value.Length == 0).Select(parameter => parameter.Key));
        Assert.Equal(
            PageOf(cmdlet).Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => (parameter.Name, parameter.Text)),
            entry.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => (parameter.Key, parameter.Value)));
    }

    [Fact]
    public void Markdown_that_the_export_left_in_the_help_file_is_found()
    {
        var text = File.ReadAllText(HelpFile.FilePath);
        Assert.DoesNotContain("```", text);
        Assert.DoesNotContain("](", text);
        Assert.DoesNotContain("\u0080", text, StringComparison.Ordinal); // what PlatyPS writes for an empty line
        Assert.DoesNotContain("&#x80;", text);
        Assert.DoesNotContain("{{", text);
    }

    static Page PageOf(string cmdlet) => Page.All.Single(page => page.Cmdlet == cmdlet);
}
