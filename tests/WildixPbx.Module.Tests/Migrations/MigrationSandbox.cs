using System.Management.Automation;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests.Migrations;

/// <summary>A sandbox with PBXs that can be moved to the Cloud, their boxes up with OpenSSH's own server, and a state folder of its own.</summary>
public sealed class MigrationSandbox : IDisposable
{
    public MigrationSandbox()
    {
        Directory.CreateDirectory(State);
        Session.Set("state", State);
    }

    public SshSandbox Ssh { get; } = new();

    public PortalSession Portal => Ssh.Portal;

    public ModuleSession Session => Ssh.Session;

    public string State { get; } = Path.Combine(Path.GetTempPath(), $"wildixpbx-moves-{Guid.NewGuid():N}");

    /// <summary>A PBX that the guide's first way moves, in <c>$pbx</c>, and its box in <c>$box</c>.</summary>
    public string NewSubscription(string version = "4.03.44693.48") => NewPbx("-Platform Virtual -Term Yearly -UcEssential 10", version);

    /// <summary>A PBX that the guide's second way moves, in <c>$pbx</c>, its box in <c>$box</c>, an active Cloud PBX in <c>$target</c>, and that one's box in <c>$cloud</c>.</summary>
    public string NewLifetime(string version = "4.03.44733.50")
    {
        var target = Portal.NewPbx("-Platform Cloud -Region eu-central-1 -Term Yearly");
        PassActivation();
        var name = NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10", version);
        Session.Get($"$target = Get-WmpPbx {target}; $cloud = Start-WmpSandboxPbx {target} -Ssh -Sandbox $sandbox");
        return name;
    }

    /// <summary>Lets the Cloud PBXs that wait become active.</summary>
    public void PassActivation() => Session.Get("$null = Set-WmpSandboxClock 5:0 -Sandbox $sandbox");

    /// <summary>What the box has in its database.</summary>
    public BoxContent Content(string box) => BoxContent.Of(Session.Get($"${box}.DatabasePath")[0].ToString()!);

    /// <summary>Starts the move of <c>$pbx</c> with what it can be judged on.</summary>
    public Outcome Start(string parameters) => Session.Run($"$run = Start-PbxMigration $pbx -Box $box -StatePath $state {parameters}; $run");

    public IReadOnlyList<PSObject> Runs() => Session.Get("Get-PbxMigration -StatePath $state");

    public void Dispose()
    {
        Ssh.Dispose();
        Directory.Delete(State, recursive: true);
    }

    string NewPbx(string parameters, string version)
    {
        var name = Portal.NewPbx(parameters);
        Session.Get($"$null = Set-WmpSandboxPbx {name} -Activated true -WmsVersion {version} -Sandbox $sandbox; $pbx = '{name}'");
        var outcome = Session.Run("$box = Start-WmpSandboxPbx $pbx -Ssh -Sandbox $sandbox");
        if (outcome.Errors is [var error, ..]) Assert.SkipWhen(error.FullyQualifiedErrorId.StartsWith("WmpNotSupported", StringComparison.Ordinal), error.Exception.Message);
        Assert.Empty(outcome.Errors.Select(one => one.ToString()));
        return name;
    }
}
