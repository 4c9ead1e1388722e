using System.Security;
using WildixPbx.Boxes;
using WildixPbx.Engine.Connection;
using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Migrations;

/// <summary>Looks at the boxes of a move: at the login of the Cloud PBX, and after a failure at what can be reached.</summary>
static class MigrationLook
{
    const string Admin = "admin";

    static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    /// <summary>Logs in to the Cloud PBX with the old box's password.</summary>
    /// <exception cref="AuthenticationException">It does not take it.</exception>
    /// <exception cref="ValidationException">Nothing says where it is (BoxMissing).</exception>
    /// <exception cref="ConflictException">It says that it has another serial (BoxIsAnother).</exception>
    public static async Task LoginAsync(MigrationTools tools, MigrationAccess access, CallContext call, bool retries, string? serial)
    {
        var cloud = access.CloudBox ?? throw new ValidationException(
            "BoxMissing", "Nothing says where the Cloud PBX is, and with a portal on this machine no name of wildixin.com is taken for it.", "Resume with -TargetBox: of a sandbox what Start-WmpSandboxPbx gives.");
        using var box = tools.Connect(cloud with { MaximumRetryCount = retries ? cloud.MaximumRetryCount : 0, Credential = new BasicCredential(Admin, access.OldPassword!) });
        var info = await box.GetInfoAsync(serial is null ? PbxInfoParts.Version : PbxInfoParts.License, call).ConfigureAwait(false);
        if (serial is not null && info.Serial is { Length: > 0 } told && !string.Equals(told, serial, StringComparison.OrdinalIgnoreCase))
            throw new ConflictException("BoxIsAnother", $"{cloud.Uri.Host} has the serial {told}, and the Cloud PBX {serial}.", "Give the Cloud PBX with -TargetBox");
    }

    /// <summary>
    /// Why the old password may be a wrong one, by what the old box says over REST; none where nothing speaks for that. A
    /// refusal alone proves nothing, since a box may take no passwords there; one beside a password that is taken does.
    /// </summary>
    /// <exception cref="AuthenticationException">It is a wrong one (OldPasswordRefused).</exception>
    public static async Task<string?> DoubtOfOldPasswordAsync(MigrationTools tools, MigrationAccess access, string pbx, CallContext call)
    {
        if (access is not { OldSite: { } site, OldPassword: { } password }) return null;
        var own = access.OldBox is { UserName: Admin, Password: { } taken } ? taken : null; // SSH has just taken it
        if (own is not null && SecureText.Plain(own) == SecureText.Plain(password)) return null;
        if (await TakesAsync(tools, site, password, call).ConfigureAwait(false) != false) return null;
        return own is not null && await TakesAsync(tools, site, own, call).ConfigureAwait(false) == true
            ? throw MigrationErrors.OldPasswordWrong(pbx)
            : $"{pbx}: the old box does not take the password of {Admin} with which the login at the end is checked. It may be a wrong one, or the box takes none over REST; the data move all the same.";
    }

    static async Task<bool?> TakesAsync(MigrationTools tools, BoxSettings site, SecureString password, CallContext call)
    {
        using var box = tools.Connect(site with { Credential = new BasicCredential(Admin, password), Timeout = Glance, MaximumRetryCount = 0 });
        try
        {
            await box.GetInfoAsync(PbxInfoParts.Version, call).ConfigureAwait(false);
            return true;
        }
        catch (AuthenticationException) { return false; }
        catch (WildixPbxException) { return null; }
    }

    /// <summary>Whether the old box can be reached, to stand behind its state.</summary>
    public static Task<string> OldAsync(MigrationTools tools, MigrationAccess access, CallContext call)
        => ReachedAsync("over SSH", () => tools.Ssh.ShownKeyAsync(access.OldBox.Host, access.OldBox.Port, Glance, call.Stop));

    /// <summary>Whether the Cloud PBX can be reached, to stand behind its state. One that wants a login is reached.</summary>
    public static Task<string> CloudAsync(MigrationTools tools, MigrationAccess access, CallContext call) => access.CloudBox is not { } cloud ? Task.FromResult("") : ReachedAsync("over HTTPS", async () =>
    {
        using var box = tools.Connect(cloud with { Credential = null, Timeout = Glance, MaximumRetryCount = 0 });
        try { await box.GetInfoAsync(PbxInfoParts.Version, call with { Report = null }).ConfigureAwait(false); }
        catch (WildixPbxException e) when (e.StatusCode is not null)
        {
            // Whatever it answered, it is there.
        }
    });

    static async Task<string> ReachedAsync(string way, Func<Task> look)
    {
        try
        {
            await look().ConfigureAwait(false);
            return $"; can be reached {way}";
        }
        catch (WildixPbxException) { return $"; can't be reached {way}"; }
    }
}
