using WildixPbx.Portal;

namespace WildixPbx.Boxes;

/// <summary>
/// A PBX itself, over its own REST interface (WMS). Reads are repeated on lost connections; changes only where they set
/// absolute values. Safe to use from several calls at once.
/// </summary>
public interface IBox : IDisposable
{
    /// <summary>Where it is.</summary>
    Uri Uri { get; }

    /// <summary>The SHA-256 fingerprint of the certificate that it showed last; none before the first call, or without TLS.</summary>
    string? CertificateFingerprint { get; }

    /// <summary>Version, licence and network.</summary>
    /// <exception cref="WildixPbxException">The box refused the version, or can't be reached. Other parts that it refuses are named in the answer.</exception>
    Task<PbxInfo> GetInfoAsync(PbxInfoParts parts, CallContext call);

    /// <summary>One page of the users. Each PBX of a WMS Network lists those of the whole network.</summary>
    /// <exception cref="WildixPbxException">The box refused, or can't be reached.</exception>
    Task<PbxUserPage> GetUsersAsync(PbxUserQuery query, int start, CallContext call);

    /// <summary>Gives a user a licence type.</summary>
    /// <exception cref="OutcomeUnknownException">It was sent and no answer came. Sending it again is harmless.</exception>
    /// <exception cref="WildixPbxException">The box refused, or can't be reached.</exception>
    Task SetLicenseTypeAsync(string userId, string licenseType, CallContext call);

    /// <summary>How far an upgrade is.</summary>
    Task<UpgradeState> GetUpgradeAsync(CallContext call);

    /// <summary>Has the box look for a newer version, or asks what it found.</summary>
    Task<UpgradeState> CheckUpgradeAsync(bool start, CallContext call);

    /// <summary>Has the box look for a newer version, and waits for what it finds.</summary>
    /// <exception cref="TimeoutException">It was not through in time.</exception>
    Task<UpgradeState> CheckUpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call);

    /// <summary>Upgrades the box, restarts it where the upgrade wants it, and waits until it is back.</summary>
    /// <exception cref="ConflictException">The upgrade failed (UpgradeFailed).</exception>
    /// <exception cref="TimeoutException">It was not through in time; it goes on at the box.</exception>
    Task<UpgradeOutcome> UpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call);

    /// <summary>Starts an upgrade, which can't be undone. Never repeated.</summary>
    /// <exception cref="OutcomeUnknownException">It was sent and no answer came.</exception>
    Task StartUpgradeAsync(string? version, CallContext call);

    /// <summary>Restarts the box. Never repeated.</summary>
    Task RebootAsync(CallContext call);
}

/// <summary>The parts of what a box says of itself.</summary>
[Flags]
public enum PbxInfoParts
{
    /// <summary>The version, which is always asked for: it also tells whether the login is good.</summary>
    Version = 0,

    /// <summary>The licence.</summary>
    License = 1,

    /// <summary>The PBXs of its WMS Network.</summary>
    Network = 2,

    /// <summary>All of them.</summary>
    All = License | Network,
}

/// <summary>Which users are listed, and with what.</summary>
/// <param name="WithEmail">Whether addresses are asked for too.</param>
/// <param name="Search">A text that the box looks for; none for all users.</param>
public sealed record PbxUserQuery(bool WithEmail = false, string? Search = null);

/// <summary>A page of users.</summary>
/// <param name="Users">The users.</param>
/// <param name="Next">Where the next page starts; none where this was the last.</param>
/// <param name="Total">How many there are, where the box says so.</param>
public sealed record PbxUserPage(IReadOnlyList<PbxUser> Users, int? Next, int? Total);
