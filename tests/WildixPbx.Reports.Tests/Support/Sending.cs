using System.Management.Automation;

namespace WildixPbx.Tests.Support;

/// <summary>Short ways to send, and to say what came of it.</summary>
static class Sending
{
    /// <summary>Sends what a script gives, to a server on this machine.</summary>
    public static Outcome Send(this Statuses statuses, string script, string parameters)
        => statuses.Session.Run($"& {{ {script} }} | Send-WmpLicenseCheckReport -StatePath '{statuses.At("state")}' {parameters}");

    /// <summary>Each receiver with what became of it.</summary>
    public static string[] Told(this Outcome outcome) => [.. outcome.Output.Select(delivery => $"{delivery.Text("Receiver")}: {delivery.Text("Outcome")}")];

    /// <summary>Everything that came on any stream, to look for what must not be there.</summary>
    public static string Everything(this Outcome outcome) => string.Join('\n', (IEnumerable<string>)
    [
        .. outcome.Output.SelectMany(item => item.Properties).Select(property => $"{property.Value}"), .. outcome.Errors.Select(Whole), .. outcome.Warnings, .. outcome.Verbose, .. outcome.Debug, .. outcome.Information, outcome.Failure?.ToString() ?? "",
    ]);

    static string Whole(ErrorRecord error) => $"{error} {error.ErrorDetails} {error.Exception} {error.TargetObject} {error.ErrorDetails?.RecommendedAction}";
}
