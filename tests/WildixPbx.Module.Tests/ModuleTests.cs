using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace WildixPbx.Tests;

/// <summary>The module as it lies in output/: what it exports, and in which load contexts it lives.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void A_cmdlet_that_is_compiled_but_not_exported_or_the_other_way_round_is_found()
    {
        using var session = new ModuleSession();
        var exported = session.Get("(Get-Module WildixPbx).ExportedCmdlets.Keys").Select(name => (string)name.BaseObject).Order();
        var compiled = Cmdlets(session).Select(type => type.GetCustomAttribute<CmdletAttribute>()!).Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").Order();
        Assert.Equal(compiled, exported);
    }

    [Fact]
    public void A_changing_cmdlet_without_ShouldProcess_is_found()
    {
        using var session = new ModuleSession();
        string[] reading = ["Get", "Wait", "Test", "Compare", "Connect", "Disconnect"];
        var lacking = Cmdlets(session)
            .Select(type => type.GetCustomAttribute<CmdletAttribute>()!)
            .Where(cmdlet => !reading.Contains(cmdlet.VerbName) && !cmdlet.SupportsShouldProcess)
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        Assert.Empty(lacking);
    }

    [Fact]
    public void A_cmdlet_with_a_verb_that_is_not_approved_is_found()
    {
        using var session = new ModuleSession();
        var approved = typeof(VerbsCommon).Assembly.GetTypes().Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => field.GetValue(null) as string).ToHashSet();
        Assert.All(Cmdlets(session), type => Assert.Contains(type.GetCustomAttribute<CmdletAttribute>()!.VerbName, approved));
    }

    [Fact]
    public void A_cmdlet_without_OutputType_and_a_public_result_without_a_view_are_found()
    {
        using var session = new ModuleSession();
        var views = File.ReadAllText(Path.Combine(Repository.Root, "module", "WildixPbx.Format.ps1xml"));
        foreach (var type in Cmdlets(session))
        {
            var outputs = type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).ToArray();
            Assert.True(outputs.Length > 0, $"{type.Name} has no OutputType.");
            // Types of the runtime are shown by it; what Use-WmpSsh writes is what its block writes.
            foreach (var output in outputs.Where(output => output.Name.StartsWith("WildixPbx.", StringComparison.Ordinal)))
                Assert.True(views.Contains($"<TypeName>{output.Name}</TypeName>", StringComparison.Ordinal), $"{output.Name} has no view.");
        }
    }

    [Fact]
    public void A_public_signature_that_names_a_dependency_is_found()
    {
        using var session = new ModuleSession();
        var module = Cmdlets(session).First().Assembly;
        string[] ours = ["WildixPbx.Core", "WildixPbx.PowerShell"];
        foreach (var assembly in new[] { module, AppDomain.CurrentDomain.GetAssemblies().First(other => other.GetName().Name == "WildixPbx.Core") })
        {
            var foreign = assembly.GetReferencedAssemblies().Select(name => name.Name!)
                .Where(name => !ours.Contains(name) && !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard");
            Assert.Empty(foreign);
        }
    }

    [Fact]
    public void An_older_RestSharp_of_the_session_and_ours_live_side_by_side()
    {
        var theirs = typeof(RestSharp.RestClient).Assembly; // loaded first, as another module would have
        Assert.Equal(112, theirs.GetName().Version!.Major);
        using var portal = new PortalSession();
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == "RestSharp").ToArray();
        Assert.Equal("Default", AssemblyLoadContext.GetLoadContext(theirs)!.Name);
        var ours = Assert.Single(loaded, assembly => assembly != theirs);
        Assert.Equal(114, ours.GetName().Version!.Major);
        Assert.Equal("WildixPbx", AssemblyLoadContext.GetLoadContext(ours)!.Name);
        Assert.Equal("WildixPbx", AssemblyLoadContext.GetLoadContext(AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "WildixPbx.Engine"))!.Name);
        Assert.Equal("Default", AssemblyLoadContext.GetLoadContext(AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "WildixPbx.Core"))!.Name);
    }

    [Fact]
    public void The_exception_types_are_found_right_after_import()
    {
        using var session = new ModuleSession();
        Assert.Equal("caught", session.Get("try { throw 'other' } catch [WildixPbx.RuleViolationException] { 'wrong' } catch { 'caught' }")[0].BaseObject);
    }

    static Type[] Cmdlets(ModuleSession session)
    {
        var one = (CmdletInfo)session.Get("Get-Command Get-WmpRule")[0].BaseObject;
        return [.. one.ImplementingType.Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)];
    }
}
