using System.Text.RegularExpressions;

namespace WildixPbx.Tests;

/// <summary>Links from one document of the repository to another.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void A_link_to_a_file_that_does_not_exist_is_found()
    {
        string[] documents = [.. Directory.GetFiles(Repository.Docs, "*.md", SearchOption.AllDirectories), Top("CONTRIBUTING.md"), Top("CHANGELOG.md")];
        Assert.NotEmpty(documents);
        Assert.Empty(documents.SelectMany(path => Targets(path).Where(target => !Exists(path, target)).Select(target => $"{Repository.Relative(path)} links to {target}")));
    }

    [Fact]
    public void A_related_link_whose_words_are_another_cmdlet_than_its_target_is_found()
        => Assert.Empty(Page.All.SelectMany(page => Links().Matches(page.Section("RELATED LINKS"))
            .Where(link => CmdletName().IsMatch(link.Groups[1].Value) && link.Groups[2].Value != link.Groups[1].Value + ".md")
            .Select(link => $"{page.Cmdlet}: {link.Value}")));

    [Fact]
    public void A_page_that_links_to_itself_is_found()
        => Assert.Empty(Page.All.Where(page => page.Section("RELATED LINKS").Contains($"({page.Cmdlet}.md)", StringComparison.Ordinal)).Select(page => page.Cmdlet));

    static string Top(string file) => Path.Combine(Repository.Root, file);

    static IEnumerable<string> Targets(string path)
        => Links().Matches(Code().Replace(File.ReadAllText(path), "")).Select(match => match.Groups[2].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

    static bool Exists(string from, string target) => Path.Exists(Path.GetFullPath(target, Path.GetDirectoryName(from)!));

    [GeneratedRegex(@"\[([^\]\n]+)\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    // Brackets before parentheses are no links in code.
    [GeneratedRegex(@"^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\w+-Wmp\w*$")]
    private static partial Regex CmdletName();
}
