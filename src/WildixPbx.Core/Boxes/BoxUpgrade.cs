namespace WildixPbx.Boxes;

/// <summary>How an upgrade of a box is waited for.</summary>
/// <param name="Version">The version to upgrade to; none for the latest.</param>
/// <param name="Before">The version that it has before; none where that can't be read.</param>
/// <param name="PollInterval">How long between two questions how far it is.</param>
/// <param name="Timeout">How long until it is given up to wait; the upgrade itself goes on.</param>
/// <param name="Reboots">Whether the box is restarted where the upgrade wants it.</param>
public sealed record UpgradeOrder(string? Version, WmsVersion? Before, TimeSpan PollInterval, TimeSpan Timeout, bool Reboots);

/// <summary>What became of an upgrade.</summary>
/// <param name="Version">The version that the box has now; none where that can't be read.</param>
/// <param name="State">How far the upgrade is.</param>
/// <param name="Rebooted">Whether the box was restarted for it.</param>
public sealed record UpgradeOutcome(WmsVersion? Version, UpgradeState State, bool Rebooted);
