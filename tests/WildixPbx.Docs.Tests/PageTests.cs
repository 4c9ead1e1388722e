namespace WildixPbx.Tests;

/// <summary>The pages in docs/en-US against the manifest and the compiled cmdlets.</summary>
public sealed class PageTests(BuiltModule module) : IClassFixture<BuiltModule>
{
    const int LeastExamples = 2;

    public static TheoryData<string> Cmdlets => [.. Repository.Exported];

    [Fact]
    public void An_exported_cmdlet_without_a_page_or_a_page_without_its_cmdlet_is_found()
    {
        Assert.NotEmpty(Repository.Exported);
        Assert.Equal(Repository.Exported, Page.All.Select(page => page.Cmdlet));
    }

    [Fact]
    public void A_cmdlet_that_the_built_module_lacks_or_has_beyond_the_pages_is_found()
        => Assert.Equal(Page.All.Select(page => page.Cmdlet), module.Cmdlets.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Text_of_the_template_that_nobody_filled_in_is_found()
        => Assert.Empty(Page.All.Where(page => page.Text.Contains("{{", StringComparison.Ordinal)).Select(page => page.Cmdlet));

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_page_that_lacks_a_part_is_found(string cmdlet)
    {
        var page = PageOf(cmdlet);
        string[] parts = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];
        Assert.DoesNotContain(parts, part => page.Section(part).Length == 0);
        Assert.Contains($"title: {cmdlet}\n", page.Text);
        Assert.Contains($"# {cmdlet}\n", page.Text);
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_page_with_fewer_than_two_examples_or_an_example_without_code_is_found(string cmdlet)
    {
        var page = PageOf(cmdlet);
        Assert.True(page.Examples.Count >= LeastExamples, $"{cmdlet} has {page.Examples.Count} examples.");
        Assert.Empty(page.Examples.Where(example => !example.Code.Contains(cmdlet, StringComparison.OrdinalIgnoreCase)).Select(example => example.Title));
        Assert.All(page.Examples.Select((example, index) => (example.Title, Number: index + 1)), example => Assert.StartsWith($"Example {example.Number}: ", example.Title));
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_parameter_that_the_page_leaves_out_or_invents_is_found(string cmdlet)
        => Assert.Equal(module.Parameters(cmdlet).Select(parameter => parameter.Name), PageOf(cmdlet).Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_parameter_without_a_text_is_found(string cmdlet)
        => Assert.Empty(PageOf(cmdlet).Parameters.Where(parameter => parameter.Text.Length == 0).Select(parameter => parameter.Name));

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_parameter_whose_aliases_or_binding_changed_since_the_page_was_written_is_found(string cmdlet)
    {
        var compiled = module.Parameters(cmdlet).Select(parameter => Describe(
            parameter.Name,
            parameter.Aliases.Order(StringComparer.Ordinal),
            parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline),
            parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)));
        var written = PageOf(cmdlet).Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Describe(
            parameter.Name, parameter.Aliases, parameter.BindsByValue, parameter.BindsByPropertyName));
        Assert.Equal(compiled, written);
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_syntax_without_one_of_the_parameters_or_without_the_common_ones_is_found(string cmdlet)
    {
        var syntax = PageOf(cmdlet).Section("SYNTAX");
        Assert.Empty(module.Parameters(cmdlet).Where(parameter => !syntax.Contains($"-{parameter.Name}", StringComparison.Ordinal)).Select(parameter => parameter.Name));
        Assert.Contains("[<CommonParameters>]", syntax);
        Assert.DoesNotContain("-InputObject", syntax);
    }

    [Theory, MemberData(nameof(Cmdlets))]
    public void A_type_that_the_cmdlet_writes_and_the_page_does_not_name_is_found(string cmdlet)
        => Assert.Equal(module.Cmdlets[cmdlet].OutputType.Select(type => type.Name).Order(StringComparer.Ordinal), PageOf(cmdlet).Names("OUTPUTS").Order(StringComparer.Ordinal));

    static Page PageOf(string cmdlet) => Page.All.Single(page => page.Cmdlet == cmdlet);

    static string Describe(string name, IEnumerable<string> aliases, bool byValue, bool byName) => $"{name} ({string.Join(", ", aliases)}) value: {byValue}, name: {byName}";
}
