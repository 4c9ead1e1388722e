using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace WildixPbx.Shell;

/// <summary>
/// The two things that only the engine's own shell and cmdlets can do, reached by reflection. The engine's version is pinned and
/// tests cover both, so a change of it is noticed there.
/// </summary>
static class EngineInternals
{
    const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    static readonly ConstructorInfo StopUpstream = typeof(PSCmdlet).Assembly
        .GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!
        .GetConstructors(Any)[0];

    /// <summary>The exception that ends the commands before <paramref name="cmdlet"/> and lets those after it finish.</summary>
    public static Exception StopUpstreamOf(PSCmdlet cmdlet) => (Exception)StopUpstream.Invoke([cmdlet]);

    /// <summary>
    /// Makes <c>exit 3</c> of the next script reach <see cref="System.Management.Automation.Host.PSHost.SetShouldExit"/>. Otherwise
    /// it sets $LASTEXITCODE only, and can't be told from a program that the script ran and that failed.
    /// </summary>
    public static void ReportExitOfNextScript(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Any)!.GetValue(runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Any)!.SetValue(context, true);
    }
}
