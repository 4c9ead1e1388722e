using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace WildixPbx.Benchmarks;

/// <summary>Modules that do nothing, to compare an import with.</summary>
static class EmptyModule
{
    /// <summary>A manifest alone.</summary>
    public static string WriteManifest(string parent) => Write(parent, "EmptyManifest", "");

    /// <summary>A manifest with an assembly of one cmdlet.</summary>
    public static string WriteBinary(string parent)
    {
        const string name = "EmptyBinary";
        var manifest = Write(parent, name, $"RootModule = '{name}.dll'; CmdletsToExport = @('Get-Nothing')");
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name).DefineType("GetNothingCommand", TypeAttributes.Public | TypeAttributes.Sealed, typeof(PSCmdlet));
        type.SetCustomAttribute(new CustomAttributeBuilder(typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Get", "Nothing"]));
        type.CreateType();
        assembly.Save(Path.ChangeExtension(manifest, ".dll"));
        return manifest;
    }

    static string Write(string parent, string name, string more)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        var manifest = Path.Combine(folder, name + ".psd1");
        var exports = more.Contains("CmdletsToExport", StringComparison.Ordinal) ? "" : "CmdletsToExport = @();";
        File.WriteAllText(manifest, $"@{{ ModuleVersion = '1.0.0'; GUID = '{Guid.NewGuid()}'; FunctionsToExport = @(); VariablesToExport = @(); AliasesToExport = @(); {exports} {more} }}");
        return manifest;
    }
}
