using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WildixPbx.Loading;

/// <summary>Runs when the module is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>
    /// Touches a type of Core, so that <c>catch [WildixPbx.RuleViolationException]</c> finds it before the first
    /// cmdlet ran. Does nothing else: importing loads neither the engine nor its packages.
    /// </summary>
    public void OnImport() => RuntimeHelpers.RunClassConstructor(typeof(RuleViolationException).TypeHandle);
}
