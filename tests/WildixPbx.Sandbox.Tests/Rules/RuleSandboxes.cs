namespace WildixPbx.Sandbox.Tests.Rules;

/// <summary>A sandbox of each rule set, whose clocks the cases of the rules move. They run one after another.</summary>
public sealed class RuleSandboxes : IAsyncLifetime
{
    public static readonly string[] RuleSets = ["2020-02", "2022-04"];

    readonly Dictionary<string, SandboxProcess> _sandboxes = [];

    internal SandboxProcess this[string rules] => _sandboxes[rules];

    public async ValueTask InitializeAsync()
    {
        foreach (var rules in RuleSets) _sandboxes[rules] = await SandboxProcess.StartAsync(null, "--rule-set", rules);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _sandboxes.Values) await sandbox.DisposeAsync();
    }
}
