using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Moves the clock of a sandbox forward; what falls due on the way takes place at its own time.</summary>
[Cmdlet(VerbsCommon.Set, "WmpSandboxClock", SupportsShouldProcess = true, DefaultParameterSetName = "By")]
[OutputType(typeof(SandboxTime))]
public sealed class SetWmpSandboxClockCommand : ContextCmdlet
{
    [Parameter(ParameterSetName = "By", Position = 0, Mandatory = true)]
    [Seconds]
    public TimeSpan By { get; set; }

    [Parameter(ParameterSetName = "To", Mandatory = true)]
    public DateTimeOffset To { get; set; }

    [Parameter]
    public Sandbox? Sandbox { get; set; }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        RefuseBlankParameters();
        if (ParameterSetName == "By" && By <= TimeSpan.Zero) throw new ValidationException("Validation", "-By is no time forward, and the clock never goes back.", "Give a time such as 1.00:00:00 for a day.") { Column = nameof(By) };
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var sandbox = RunningSandboxes.Only(Sandbox);
        var portal = EngineHost.Engine.Sandboxes.ManagerOf(sandbox);
        var now = (await portal.GetAsync(PortalLookups.Info(), Call)).Now;
        var to = ParameterSetName == "By" ? Later(now) : To;
        if (to < now) throw new ValidationException("Validation", $"The clock of sandbox '{sandbox.Name}' is at {now:u} and never goes back, so not to {to.ToUniversalTime():u}.", "Give a later moment, or start a sandbox with -Reset or -Temporary.") { Column = nameof(To) };
        if (!ShouldProcess($"clock of sandbox '{sandbox.Name}', {now:u}", $"Move forward to {to.ToUniversalTime():u}")) return;

        var change = await portal.SendAsync(PortalCommands.MoveClock(new ClockMove { To = to }), new ChangeOptions(Guid.NewGuid().ToString("D")), Call);
        WriteObject(change.Resource);
    }

    DateTimeOffset Later(DateTimeOffset now)
        => By < DateTimeOffset.MaxValue - now ? now + By : throw new ValidationException("Validation", "-By leads beyond the last moment that there is.", "Give a shorter time.") { Column = nameof(By) };
}
