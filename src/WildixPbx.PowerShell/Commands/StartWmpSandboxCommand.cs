using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Starts a sandbox portal: the same rules, data of its own, on this machine only.</summary>
[Cmdlet(VerbsLifecycle.Start, "WmpSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(Sandbox))]
public sealed class StartWmpSandboxCommand : ContextCmdlet
{
    [Parameter(Position = 0)]
    public string Name { get; set; } = "default";

    [Parameter]
    public SwitchParameter Temporary { get; set; }

    [Parameter]
    public SwitchParameter Reset { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(RuleSetCompleter))]
    public string? RuleSet { get; set; }

    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? RateLimit { get; set; }

    [Parameter]
    public TimeSpan ResponseDelay { get; set; }

    [Parameter]
    public string? PriceListPath { get; set; }

    [Parameter]
    [ValidateLength(1, 64)]
    public string? Seed { get; set; }

    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int? PbxCount { get; set; }

    [Parameter]
    public string? StatePath { get; set; }

    static readonly string[] Settings = [nameof(RuleSet), nameof(RateLimit), nameof(ResponseDelay), nameof(PriceListPath)];

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (PbxCount is not null && Seed is null)
            Throw(new ValidationException("Validation", "-PbxCount is given without -Seed.", "Give -Seed too, such as -Seed demo: it names the estate that is made.") { Column = nameof(PbxCount) }, Name);
        if (!ShouldProcess($"sandbox '{Name}'", Reset ? "Remove its data and start" : "Start")) return;
        var settings = new SandboxSettings
        {
            ProgramPath = EngineHost.SandboxProgram,
            StatePath = StateFolder.Resolve(StatePath is null ? null : GetUnresolvedProviderPathFromPSPath(StatePath)),
            Name = Name,
            Temporary = Temporary,
            Reset = Reset,
            RuleSet = RuleSet,
            RateLimit = RateLimit,
            ResponseDelay = ResponseDelay,
            PriceListPath = PriceListPath is null ? null : GetUnresolvedProviderPathFromPSPath(PriceListPath),
            Seed = Seed,
            PbxCount = PbxCount,
        };
        var running = EngineHost.Engine.Sandboxes.Running;
        try
        {
            var sandbox = await EngineHost.Engine.Sandboxes.StartAsync(settings, Stop);
            if (running.Contains(sandbox) && Settings.Where(MyInvocation.BoundParameters.ContainsKey).ToArray() is { Length: > 0 } ignored)
                WriteWarning($"The sandbox '{sandbox.Name}' runs already, with the settings it was started with: -{string.Join(", -", ignored)} {(ignored.Length == 1 ? "has" : "have")} no effect. Stop it first to start it with others.");
            WriteObject(sandbox);
        }
        catch (WildixPbxException e) { Throw(e, Name); } // without a sandbox nothing after this can work
    }
}
