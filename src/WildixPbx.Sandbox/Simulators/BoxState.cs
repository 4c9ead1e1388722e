using WildixPbx.Boxes;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// What a box does at the moment: how it misbehaves, and how far its upgrade is. Progress is made by being asked, not by
/// time, so that a test need not wait for it. The words that it answers with are ours.
/// </summary>
sealed class BoxState
{
    /// <summary>How often an upgrade is asked for until it is through, and how many requests go unanswered in a restart.</summary>
    const int PollsOfUpgrade = 3, PollsOfCheck = 1, RequestsOfRestart = 3;

    readonly Lock _gate = new();
    HashSet<BoxBehavior> _behaviors = [];
    UpgradeStage _upgrade = UpgradeStage.Idle, _check = UpgradeStage.Idle;
    WmsVersion? _installed;
    int _upgradePolls, _checkPolls, _away;

    /// <summary>How it misbehaves.</summary>
    public IReadOnlySet<BoxBehavior> Behaviors
    {
        get
        {
            lock (_gate) return _behaviors;
        }
    }

    /// <summary>The newer version that there is.</summary>
    public WmsVersion? Available { get; private set; }

    /// <summary>What it tells of itself in place of what the portal has, by member.</summary>
    public IReadOnlyDictionary<string, string> Tells { get; private set; } = new Dictionary<string, string>();

    /// <summary>Takes up other settings.</summary>
    public void Set(SandboxBoxUpdate settings)
    {
        lock (_gate)
        {
            if (settings.Behaviors is { } behaviors) _behaviors = [.. behaviors];
            if (settings.AvailableVersion is { } available) Available = available;
            if (settings.Tells is { } tells) Tells = tells;
        }
    }

    /// <summary>Whether this request finds nobody there, because the box restarts.</summary>
    public bool IsAway()
    {
        lock (_gate) return _away > 0 && _away-- > 0;
    }

    /// <summary>Starts an upgrade.</summary>
    public void StartUpgrade()
    {
        lock (_gate)
        {
            if (_upgrade is UpgradeStage.Running or UpgradeStage.RebootRequired || Available is null) return;
            (_upgrade, _upgradePolls) = (UpgradeStage.Running, 0);
        }
    }

    /// <summary>How far the upgrade is; asking moves it on.</summary>
    public (UpgradeStage Stage, int Progress) Upgrade()
    {
        lock (_gate)
        {
            if (_upgrade != UpgradeStage.Running) return (_upgrade, _upgrade == UpgradeStage.RebootRequired ? 100 : 0);
            if (++_upgradePolls <= PollsOfUpgrade) return (_upgrade, 100 * _upgradePolls / (PollsOfUpgrade + 1));
            if (_behaviors.Contains(BoxBehavior.UpgradeFails)) return (_upgrade = UpgradeStage.Failed, 0);
            _installed = Available;
            return (_upgrade = UpgradeStage.RebootRequired, 100);
        }
    }

    /// <summary>Starts the search for a newer version.</summary>
    public void StartCheck()
    {
        lock (_gate) (_check, _checkPolls) = (UpgradeStage.Checking, 0);
    }

    /// <summary>What the search found; asking moves it on.</summary>
    public UpgradeStage Check()
    {
        lock (_gate)
        {
            if (_check == UpgradeStage.Checking && ++_checkPolls > PollsOfCheck) _check = Available is null ? UpgradeStage.Idle : UpgradeStage.Available;
            return _check;
        }
    }

    /// <summary>Restarts it: the next requests find nobody, and what was installed is in force. Answers with that, once.</summary>
    public WmsVersion? Restart()
    {
        lock (_gate)
        {
            _away = RequestsOfRestart;
            var version = _installed;
            (_installed, _upgrade, _check) = (null, UpgradeStage.Idle, UpgradeStage.Idle);
            if (version is not null) Available = null;
            return version;
        }
    }
}
