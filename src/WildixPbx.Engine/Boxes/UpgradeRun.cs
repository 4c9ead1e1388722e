using System.Diagnostics;
using WildixPbx.Boxes;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Boxes;

/// <summary>
/// Follows an upgrade to its end. A box that is upgraded or restarts does not answer for a while, which is no failure;
/// one whose words are not known is watched by its version.
/// </summary>
sealed class UpgradeRun(IBox box, UpgradeOrder order, Action<string> progress, CallContext call)
{
    /// <summary>How often a box may say that nothing is under way before that is believed: it may not have begun yet.</summary>
    const int Patience = 3;

    readonly Stopwatch _elapsed = Stopwatch.StartNew();
    UpgradeState _state = new() { Stage = UpgradeStage.Unknown };
    string? _trouble;
    bool _isRebooted;

    /// <summary>Looks for a newer version and waits for what is found.</summary>
    public async Task<UpgradeState> CheckAsync()
    {
        _state = await box.CheckUpgradeAsync(start: true, call).ConfigureAwait(false);
        do
        {
            await WaitAsync().ConfigureAwait(false);
            _state = await box.CheckUpgradeAsync(start: false, call).ConfigureAwait(false);
            progress(Describe());
        }
        while (_state.Stage == UpgradeStage.Checking);
        return _state;
    }

    /// <summary>Upgrades, restarts where that is wanted, and waits until the box is back.</summary>
    public async Task<UpgradeOutcome> RunAsync()
    {
        await box.StartUpgradeAsync(order.Version, call).ConfigureAwait(false);
        var quiet = 0;
        while (true)
        {
            await WaitAsync().ConfigureAwait(false);
            if (await TryAsync(() => box.GetUpgradeAsync(call)).ConfigureAwait(false) is not { } state) continue;
            _state = state;
            progress(Describe());
            switch (state.Stage)
            {
                case UpgradeStage.Failed:
                    throw new ConflictException(
                        "UpgradeFailed",
                        $"The upgrade of {box.Uri} failed{(state.Message is { } message ? ": " + message : "")}. The version is that of before, as far as is known.",
                        "Look at the PBX's own log of the upgrade, then try again.");
                case UpgradeStage.RebootRequired when !order.Reboots:
                    return new UpgradeOutcome(await VersionAsync().ConfigureAwait(false), state, _isRebooted);
                case UpgradeStage.RebootRequired:
                    await RebootAsync().ConfigureAwait(false);
                    break;
                case UpgradeStage.Idle or UpgradeStage.Unknown:
                    if (await VersionAsync().ConfigureAwait(false) is { } version && version != order.Before) return new UpgradeOutcome(version, state, _isRebooted);
                    if (state.Stage == UpgradeStage.Idle && ++quiet >= Patience) return new UpgradeOutcome(order.Before, state, _isRebooted);
                    break;
                default:
                    quiet = 0;
                    break;
            }
        }
    }

    async Task RebootAsync()
    {
        try
        {
            if (!_isRebooted) await box.RebootAsync(call).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OutcomeUnknownException or TransportException)
        {
            // It goes down, maybe before it has answered.
        }

        _isRebooted = true;
    }

    async Task<WmsVersion?> VersionAsync() => (await TryAsync(() => box.GetInfoAsync(PbxInfoParts.Version, call)).ConfigureAwait(false))?.WmsVersion;

    // Away: nobody there, no answer in time, or a server in front that says so.
    async Task<T?> TryAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            var answer = await ask().ConfigureAwait(false);
            _trouble = null;
            return answer;
        }
        catch (Exception exception) when (exception is TimeoutException or TransportException { Problem: not "CertificateRejected" })
        {
            _trouble = exception.Message;
            progress($"does not answer; {Elapsed}");
            return null;
        }
    }

    async Task WaitAsync()
    {
        if (_elapsed.Elapsed >= order.Timeout)
        {
            throw new TimeoutException(
                "Timeout",
                $"{box.Uri} was not through with it within {order.Timeout}: last heard {Describe()}{(_trouble is null ? "" : $", and then: {_trouble.TrimEnd('.')}")}. It goes on at the PBX.",
                _state.Stage == UpgradeStage.Unknown
                    ? "Ask again with Update-Pbx -CheckOnly. What the PBX answers has no name or word that is known: -FieldMap gives others."
                    : "Ask again with Update-Pbx -CheckOnly, or wait longer with -Timeout.");
        }

        await Task.Delay(order.PollInterval, call.Stop).ConfigureAwait(false);
    }

    string Elapsed => $"{_elapsed.Elapsed:hh\\:mm\\:ss}";

    string Describe() => _state.Stage + (_state.Progress is { } percent ? FormattableString.Invariant($" {percent} %") : "") + "; " + Elapsed;
}
