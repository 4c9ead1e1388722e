using System.Management.Automation;

namespace WildixPbx.Tests.Runs;

/// <summary>A session on a sandbox with a state folder of its own, so that runs of other tests are not in its way.</summary>
public sealed class RunSession : IDisposable
{
    public RunSession() : this(PortalSession.With()) { }

    RunSession(PortalSession portal)
    {
        Portal = portal;
        Use(portal.Session);
    }

    /// <summary>A session whose sandbox has parameters of its own.</summary>
    public static RunSession With(string sandboxParameters) => new(PortalSession.With(sandboxParameters));

    public PortalSession Portal { get; }

    public ModuleSession Session => Portal.Session;

    public string StatePath { get; } = Directory.CreateTempSubdirectory("wildix-runs-").FullName;

    /// <summary>Another session on the same sandbox and state folder.</summary>
    public ModuleSession Another(System.Management.Automation.Host.PSHost? host = null)
    {
        var session = Portal.Another(host);
        Use(session);
        return session;
    }

    /// <summary>Makes the state folder that of a session's cmdlets.</summary>
    public void Use(ModuleSession session)
    {
        session.Set("state", StatePath);
        session.Get("$global:PSDefaultParameterValues = @{ '*-WmpRun:StatePath' = $state; 'Set-WmpTerm:StatePath' = $state }; $global:WarningPreference = 'SilentlyContinue'");
    }

    /// <summary>Begins a change of term and answers with its one result.</summary>
    public PSObject Begin(string pbx, string parameters = "Monthly") => Assert.Single(Session.Get($"Set-WmpTerm {pbx} {parameters} -Force"));

    public void Decide(PSObject change, string verb = "Approve") => Session.Get($"$null = {verb}-WmpSandboxRequest {change.Text("RequestId")} -Sandbox $sandbox -Reason 'as agreed'");

    /// <summary>The PBX's term and counts in force in one line.</summary>
    public string Stand(string pbx)
    {
        var one = Session.Get($"Get-WmpPbx {pbx}")[0];
        return $"{one.Prop("Term")}: {Counts(one.Prop("Licenses"))}";
    }

    /// <summary>Counts in one line, ordered by profile.</summary>
    public static string Counts(object? counts)
        => string.Join(", ", ((IEnumerable<KeyValuePair<string, int>>)counts!).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));

    /// <summary>The folders of runs that there are.</summary>
    public string[] Folders() => Directory.Exists(Path.Combine(StatePath, "runs")) ? Directory.GetDirectories(Path.Combine(StatePath, "runs"), "run_*") : [];

    public void Dispose()
    {
        Portal.Dispose();
        Directory.Delete(StatePath, recursive: true);
    }
}
