using System.Security;
using WildixPbx.Boxes;
using WildixPbx.Portal;
using WildixPbx.Ssh;

namespace WildixPbx.Runs;

/// <summary>Begins moves to the Cloud on one portal and goes on with them.</summary>
public interface IMigrator
{
    /// <summary>Refuses a move that a run stands against which is open.</summary>
    /// <exception cref="ConflictException">A run of that PBX is open (RunOpen), or another PBX moves or has moved to that Cloud PBX (TargetTaken).</exception>
    void RefuseOpen(Pbx pbx, MigrationPlan plan);

    /// <summary>Logs in to the old box and becomes root, and does no more: what can't be logged in to must not be moved.</summary>
    /// <exception cref="AuthenticationException">The old password is not the box's (OldPasswordRefused), or another one of the logins is not taken.</exception>
    /// <exception cref="WildixPbxException">It can't be logged in to.</exception>
    Task<MigrationProof> ProveAsync(Pbx pbx, MigrationAccess access, CallContext call);

    /// <summary>Begins a run. Nothing is changed yet.</summary>
    /// <exception cref="ConflictException">A run of that PBX is open (RunOpen).</exception>
    Task<PbxMigration> BeginAsync(Pbx pbx, MigrationPlan plan, CallContext call);

    /// <summary>Goes on with a run as far as it can.</summary>
    /// <exception cref="ConflictException">It is another portal's (RunOfOtherPortal) or of another kind (RunOfOtherKind), or somebody else works on it (RunInUse).</exception>
    Task<MigrationOutcome> GoOnAsync(string id, MigrationAccess access, MigrationTalk talk, CallContext call);

    /// <summary>A run with what the portal says of its Cloud PBX now; as it is where it has ended.</summary>
    /// <exception cref="ConflictException">It is another portal's (RunOfOtherPortal).</exception>
    /// <exception cref="WildixPbxException">The portal can't be asked.</exception>
    Task<PbxMigration> LookAsync(PbxMigration migration, CallContext call);

    /// <summary>Ends a run by hand; what the portal has done of it is taken back.</summary>
    /// <exception cref="ConflictException">It is completed (RunCompleted), another portal's (RunOfOtherPortal) or of another kind (RunOfOtherKind), or somebody else works on it (RunInUse).</exception>
    Task<MigrationOutcome> StopAsync(string id, CallContext call);
}

/// <summary>How the two boxes of a move are logged in to, and how patient that is. It is given again to whoever goes on, and written nowhere.</summary>
public sealed record MigrationAccess
{
    /// <summary>How the old box is logged in to.</summary>
    public required SshSettings OldBox { get; init; }

    /// <summary>Where the old box is asked whether it takes <see cref="OldPassword"/>; none where it is not.</summary>
    public BoxSettings? OldSite { get; init; }

    /// <summary>A file with prompts of the old box's terminal; none for those that come with the module.</summary>
    public string? PromptsPath { get; init; }

    /// <summary>What <c>su - wildix</c> asks for on the old box.</summary>
    public SecureString? RootPassword { get; init; }

    /// <summary>The password of the Cloud PBX before the move, which the script asks for; only for a new instance.</summary>
    public SecureString? TargetPassword { get; init; }

    /// <summary>The password of the old box's admin, which the Cloud PBX takes in the end; none where that is not to be checked.</summary>
    public SecureString? OldPassword { get; init; }

    /// <summary>Where the Cloud PBX is; the login is made of <see cref="OldPassword"/>. None where nothing says it, and then it is left alone.</summary>
    public required BoxSettings? CloudBox { get; init; }

    /// <summary>How long the script may say nothing, and the Cloud PBX may take to become active.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How often the portal is asked whether it is.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether that is waited for.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>Whether the run ends without the login check.</summary>
    public bool SkipsLoginCheck { get; init; }

    /// <summary>Which data move, where that was said anew; none where it stays as it was.</summary>
    public DataChoice? Data { get; init; }
}

/// <summary>What the old box proved to whoever logged in.</summary>
/// <param name="HostKey">The host key that it showed.</param>
/// <param name="Doubt">Why the login at the end may be refused, in a sentence or two; none where nothing speaks for that.</param>
public sealed record MigrationProof(PbxHostKey HostKey, string? Doubt);

/// <summary>Who answers what comes up on the way, and who hears of it; from any thread.</summary>
public sealed record MigrationTalk
{
    /// <summary>Answers which data move; none where nobody knows.</summary>
    public required Func<TerminalQuestion, CancellationToken, Task<bool?>> Ask { get; init; }

    /// <summary>Whether the script may be run once more; how it takes that is not known.</summary>
    public required Func<string, CancellationToken, Task<bool>> AgreesToRepeat { get; init; }

    /// <summary>Hears of the step that is at work, and of each line of the script.</summary>
    public Action<MigrationProgress>? Progress { get; init; }
}

/// <summary>How far a move is.</summary>
/// <param name="Step">The step that is at work.</param>
/// <param name="StepNumber">Its number, from 1.</param>
/// <param name="StepsTotal">How many there are.</param>
/// <param name="Line">What was said last; none where the step just begins.</param>
public sealed record MigrationProgress(string Step, int StepNumber, int StepsTotal, string? Line);

/// <summary>What going on with a move came to.</summary>
/// <param name="Migration">The run now.</param>
/// <param name="Error">Why it did not come to its end; none where it did, or waits.</param>
public sealed record MigrationOutcome(PbxMigration Migration, WildixPbxException? Error);
