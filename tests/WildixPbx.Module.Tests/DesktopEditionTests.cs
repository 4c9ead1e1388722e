using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace WildixPbx.Tests;

/// <summary>
/// The files for Windows PowerShell 5.1, which can't be run here: every assembly that they ask for is either beside them
/// or part of .NET Framework 4.7.2.
/// </summary>
public sealed class DesktopEditionTests
{
    /// <summary>What .NET Framework 4.7.2 and Windows PowerShell bring, of all that is asked for.</summary>
    static readonly string[] Framework = ["mscorlib", "netstandard", "System", "System.Core", "System.Management.Automation", "System.Net.Http", "System.Numerics", "System.Web", "System.Xml", "System.Runtime.Serialization"];

    static readonly string Folder = Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "netstandard2.0");

    [Fact]
    public void An_assembly_that_Windows_PowerShell_would_not_find_is_noticed()
    {
        var files = Directory.GetFiles(Folder, "*.dll", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file) == "RestSharp.dll");
        var brought = files.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var missing = files.SelectMany(file => References(file).Where(name => !brought.Contains(name) && !Framework.Contains(name)).Select(name => $"{Path.GetFileName(file)} -> {name}"));
        Assert.Empty(missing);
    }

    [Fact]
    public void Cmdlets_that_reach_the_engine_by_more_than_the_interface_are_noticed()
    {
        Assert.DoesNotContain("WildixPbx.Engine", References(Path.Combine(Folder, "WildixPbx.PowerShell.dll")));
        Assert.False(File.Exists(Path.Combine(Folder, "Dependencies", "WildixPbx.Core.dll")), "A second Core would make two of every type.");
    }

    static IEnumerable<string> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
