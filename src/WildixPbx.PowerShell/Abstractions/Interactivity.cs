using System.Management.Automation.Host;

namespace WildixPbx.Abstractions;

/// <summary>Whether somebody is there to answer a question. A question to nobody must never hang a scheduled task.</summary>
static class Interactivity
{
    /// <summary>Whether the host can ask and somebody can answer.</summary>
    public static bool IsInteractive(PSHost host)
    {
        if (host.UI is null || host.Name == "Default Host" || !Environment.UserInteractive) return false;
        var arguments = Environment.GetCommandLineArgs();
        return host.Name switch
        {
            "ConsoleHost" => !Console.IsInputRedirected && !arguments.Any(argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase)),
            "ServerRemoteHost" => !arguments.Contains("-s"), // a background job would stay blocked until somebody receives it
            _ => true, // an editor or a host of one's own asks in its own way, or throws
        };
    }
}
