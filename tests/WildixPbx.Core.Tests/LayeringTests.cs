using System.Xml.Linq;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class LayeringTests
{
    [Fact]
    public void Core_references_nothing_outside_the_framework()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = typeof(Pbx).Assembly.GetReferencedAssemblies();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(File.Exists(Path.Combine(framework, reference.Name + ".dll")), reference.Name));
    }

    [Fact]
    public void Core_takes_no_package_but_the_compiler_s_helpers_as_source()
    {
        var project = Project("WildixPbx.Core");
        Assert.Equal(["PolySharp all"], Items(project, "PackageReference").Select(item => $"{item.Attribute("Include")?.Value} {item.Attribute("PrivateAssets")?.Value}"));
        Assert.Empty(Items(project, "ProjectReference").Concat(Items(project, "Reference")).Concat(Items(project, "FrameworkReference")));
    }

    [Theory]
    [InlineData("WildixPbx.Engine")]
    [InlineData("WildixPbx.PowerShell")]
    [InlineData("WildixPbx.Sandbox")]
    public void A_layer_above_core_is_compiled_against_core_and_no_other(string name)
    {
        Assert.SkipUnless(Directory.Exists(RepositoryFolder.At("src", name)), $"There is no {name} yet.");
        var references = Items(Project(name), "ProjectReference")
            .Where(item => !string.Equals(item.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase))
            .Select(item => Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(["WildixPbx.Core"], references);
    }

    [Fact]
    public void No_project_names_the_version_of_a_package_itself()
        => Assert.Empty(Directory.EnumerateFiles(RepositoryFolder.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(path => Items(XDocument.Load(path), "PackageReference").Where(item => item.Attribute("Version") is not null)
                .Select(item => $"{Path.GetFileName(path)}: {item.Attribute("Include")?.Value}")));

    static XDocument Project(string name) => XDocument.Load(RepositoryFolder.At("src", name, name + ".csproj"));

    static IEnumerable<XElement> Items(XDocument project, string kind) => project.Descendants(kind);
}
