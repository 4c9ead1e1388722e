using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace WildixPbx.Shell.Hosting;

/// <summary>The engine's view of this program.</summary>
sealed class ShellHost(ShellUserInterface ui) : PSHost
{
    public const string HostName = "WildixPbx Shell";

    /// <summary>The number given to <c>exit</c>; null when the script ended without it.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => HostName;

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => ui;

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Lets a stand-in find the user interface behind the engine's wrapper.</summary>
    public override PSObject PrivateData { get; } = new(ui);

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This shell has no prompt to suspend to.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This shell has no prompt to come back from.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
