using System.Management.Automation;
using System.Management.Automation.Language;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Opens the SSH port of Cloud PBXs for the time that a script block runs, and shuts it whatever becomes of the block.</summary>
[Cmdlet(VerbsOther.Use, "WmpSsh", SupportsShouldProcess = true, DefaultParameterSetName = "Input")]
[OutputType(typeof(object))]
public sealed class UseWmpSshCommand : PortalCmdlet
{
    /// <summary>How long shutting may take; it is not cut short by Ctrl+C, which may be what ended the block.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Parameter(ParameterSetName = "Identity", Position = 0)]
    [Parameter(ParameterSetName = "Input", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    // First where the PBXs come by pipeline, as with ForEach-Object.
    [Parameter(ParameterSetName = "Input", Position = 0, Mandatory = true)]
    [Parameter(ParameterSetName = "Identity", Position = 1, Mandatory = true)]
    public ScriptBlock? ScriptBlock { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override Task BeginAsync()
        => !Durations.IsOfSsh(Duration)
            ? throw new ValidationException("Validation", $"-Duration can't be {Duration}: it takes {Durations.SshBounds}.", "Give a time such as 01:00:00; after it the portal shuts the port even if this command can't.") { Column = nameof(Duration) }
            : base.BeginAsync();

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var pbx = await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Identity, "Identity, Id, Serial or Name")), Call);
        SshOpening.RefuseOthers(pbx, DateTimeOffset.UtcNow);
        if ((!Force || IsWhatIf()) && !ShouldProcess($"PBX '{pbx.Name}'", $"Open port {SshAccess.Port} for SSH for at most {Duration}, run the script block, shut the port")) return;

        var opening = await OpenAsync(pbx);
        var isDone = false;
        try
        {
            if (!opening.IsOurs && opening.Pbx.SshOpenUntil is { } end) WriteWarning($"Port {SshAccess.Port} of '{pbx.Name}' was open before and stays as it was; the portal shuts it at {end:u}.");
            RunBlock(new SshAccess(opening.Pbx, now: null));
            isDone = true;
        }
        finally { await ShutAsync(opening, isDone); }
    }

    bool IsWhatIf() => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? given is SwitchParameter { IsPresent: true } : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference", false));

    /// <summary>Opens the port. An opening whose answer is lost may have taken place, so it is shut again as far as it can be.</summary>
    async Task<SshOpening> OpenAsync(Pbx pbx)
    {
        try { return await SshOpening.OpenAsync(Portal, pbx, Duration, Call); }
        catch (Exception e) when (e is OutcomeUnknownException or OperationCanceledException && pbx.SshOpenedOn is null)
        {
            await RetractAsync(pbx);
            throw;
        }
    }

    async Task RetractAsync(Pbx pbx)
    {
        using var limit = new CancellationTokenSource(Patience);
        try { await Portal.SendAsync(PortalCommands.SetSsh(pbx.Id, new SshUpdate { Open = false }), new ChangeOptions(Guid.NewGuid().ToString("D")), new CallContext(limit.Token)); }
        catch (Exception e) when (e is WildixPbxException or OperationCanceledException)
        {
            // The portal's deadline shuts it, if it was opened at all; the error says that this isn't known.
        }
    }

    /// <summary>Runs the block in the caller's scope, with what it writes passed on as it is written.</summary>
    void RunBlock(SshAccess access)
    {
        var takesArgument = ScriptBlock!.Ast is ScriptBlockAst { ParamBlock: not null };
        var wrapper = System.Management.Automation.ScriptBlock.Create(takesArgument ? "param($block, $ssh) & $block $ssh" : "param($block) ForEach-Object -Process $block");
        using var pipeline = wrapper.GetSteppablePipeline(CommandOrigin.Internal, takesArgument ? [ScriptBlock, access] : [ScriptBlock]);
        pipeline.Begin(expectInput: !takesArgument, (EngineIntrinsics)GetVariableValue("ExecutionContext"));
        if (takesArgument) pipeline.Process();
        else pipeline.Process(access);
        pipeline.End();
    }

    async Task ShutAsync(SshOpening opening, bool isDone)
    {
        if (!opening.IsOurs) return;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            // Nothing can be written to a pipeline that was stopped, so nothing is reported then.
            if (await opening.ShutAsync(isDone ? Call with { Stop = limit.Token } : new CallContext(limit.Token)) && isDone)
                WriteWarning($"Port {SshAccess.Port} of '{opening.Pbx.Name}' stays open: somebody opened it anew meanwhile.");
        }
        catch (Exception e) when (e is WildixPbxException or OperationCanceledException)
        {
            var message = $"Port {SshAccess.Port} of '{opening.Pbx.Name}' could not be shut; the portal shuts it at {opening.Pbx.SshOpenUntil:u}.";
            if (isDone) throw new TransportException("SshNotShut", message, "Shut it with Disable-WmpSsh as soon as the portal can be reached.", e);
            if (!Stop.IsCancellationRequested) WriteWarning(message);
        }
    }
}
