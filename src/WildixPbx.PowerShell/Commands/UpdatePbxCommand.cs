using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <summary>Looks for newer versions of WMS, upgrades PBXs and waits until they are back.</summary>
[Cmdlet(VerbsData.Update, "Pbx", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxUpgrade))]
public sealed class UpdatePbxCommand : BoxChangeCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Version { get; set; }

    [Parameter]
    public SwitchParameter CheckOnly { get; set; }

    [Parameter]
    public SwitchParameter NoReboot { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(60);

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override Task BeginAsync()
        => PollInterval < TimeSpan.Zero || Timeout <= TimeSpan.Zero
            ? throw new ValidationException("Validation", $"{(Timeout <= TimeSpan.Zero ? "-Timeout" : "-PollInterval")} is no time to wait.", "Give a time such as 00:00:30, or [timespan]::FromMinutes(5).")
            : base.BeginAsync();

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        var (settings, name, version) = (SettingsOf(Identity), Identity!.ToString(), RowReader.Text(Version));
        if (CheckOnly)
        {
            await StartAsync(settings, async box => WriteObject(ResultOf(box, name, await LookAsync(box, version))));
            return;
        }

        if (IsShown)
        {
            await AllDoneAsync();
            await StartAsync(settings, async box => Ask(name, version, await LookAsync(box, version)));
            await AllDoneAsync();
            if (!_isAgreed) return;
            _isAgreed = false;
        }
        else if (!ShouldChange($"PBX '{name}'", Action(version))) return;

        await StartAsync(settings, async box =>
        {
            var look = await LookAsync(box, version);
            if (IsUpToDate(look, version))
            {
                WriteObject(ResultOf(box, name, look));
                return;
            }

            var outcome = await box.Box.UpgradeAsync(OrderOf(version, look.Before), text => Progress(name, text), Call);
            var hasChanged = outcome.Version is not null && outcome.Version != look.Before;
            WriteObject(ResultOf(box, name, look) with
            {
                WmsVersion = outcome.Version,
                Stage = outcome.State.Stage,
                Message = outcome.State.Message,
                Raw = outcome.State.Raw,
                Rebooted = outcome.Rebooted,
                Changed = hasChanged,
            });
        });
    }

    bool _isAgreed;

    void Ask(string name, string? version, Look look)
    {
        var found = IsUpToDate(look, version) ? " (up to date, nothing would change)" : look.Found.Version is { } newer ? $" ({look.Before?.ToString() ?? "?"} -> {version ?? newer})" : "";
        _isAgreed = ShouldChange($"PBX '{name}'", Action(version) + found);
    }

    string Action(string? version) => $"Upgrade WMS to {version ?? "the latest version"}, which can't be undone{(NoReboot ? "" : ", and restart it")}";

    /// <summary>The version, and what the box finds. One that finds nothing it can tell is upgraded all the same: that is what was asked for.</summary>
    async Task<Look> LookAsync(BoxSession box, string? version)
    {
        var before = (await WithinTimeAsync(box, call => box.Box.GetInfoAsync(PbxInfoParts.Version, call))).WmsVersion;
        return new Look(before, await box.Box.CheckUpgradeAsync(OrderOf(version, before), _ => { }, Call));
    }

    static bool IsUpToDate(Look look, string? version)
        => version is null ? look.Found is { Stage: UpgradeStage.Idle, Version: null } : WmsVersion.TryParse(version, out var wanted) && wanted == look.Before;

    UpgradeOrder OrderOf(string? version, WmsVersion? before) => new(version, before, PollInterval, Timeout, !NoReboot);

    void Progress(string name, string text) => PostToPipeline(() => WriteProgress(new ProgressRecord(0, $"Upgrading {name}", text)));

    static PbxUpgrade ResultOf(BoxSession box, string name, Look look) => new()
    {
        Name = name,
        Uri = box.Settings.Uri,
        PreviousVersion = look.Before,
        WmsVersion = look.Before,
        AvailableVersion = look.Found.Version,
        Stage = look.Found.Stage,
        Message = look.Found.Message,
        Raw = look.Found.Raw,
        Changed = false,
        InputIndex = box.Index,
        InputObject = box.Input,
    };

    sealed record Look(WmsVersion? Before, UpgradeState Found);
}
