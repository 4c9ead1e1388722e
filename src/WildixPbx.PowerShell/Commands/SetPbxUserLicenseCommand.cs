using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <summary>Gives users of PBXs licence types.</summary>
[Cmdlet(VerbsCommon.Set, "PbxUserLicense", SupportsShouldProcess = true)]
[OutputType(typeof(PbxUserLicenseChange))]
public sealed class SetPbxUserLicenseCommand : BoxChangeCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Extension { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? UserId { get; set; }

    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LicenseTypeCompleter))]
    [Alias("Profile", "License")]
    [CellText]
    public string? LicenseType { get; set; }

    [Parameter]
    public SwitchParameter AllowUnknownType { get; set; }

    readonly Dictionary<BoxSettings, Dictionary<string, PbxUser>> _users = [];
    readonly Dictionary<BoxSettings, WildixPbxException> _unreadable = [];

    /// <inheritdoc/>
    private protected override async Task ProcessBoxAsync()
    {
        var (wanted, type) = Read();
        var settings = SettingsOf(Identity);
        if (IsShown)
        {
            await AllDoneAsync(); // what is shown must be what the inputs before left behind
            await StartAsync(settings, async box => Ask(await FindAsync(box, wanted), type));
            await AllDoneAsync();
            if (!_isAgreed) return;
            _isAgreed = false;
        }
        else if (!ShouldChange($"user {wanted} at {settings.Uri}", $"Set licence type {type}")) return;

        await StartAsync(settings, async box =>
        {
            var user = await FindAsync(box, wanted);
            var isSo = string.Equals(user.LicenseType, type, StringComparison.OrdinalIgnoreCase);
            if (!isSo)
            {
                await box.Box.SetLicenseTypeAsync(user.UserId, type, Call);
                _users[box.Settings][user.UserId] = user with { LicenseType = type };
            }

            WriteObject(ResultOf(box, user, type, !isSo));
        });
    }

    bool _isAgreed;

    void Ask(PbxUser user, string type)
    {
        var isSo = string.Equals(user.LicenseType, type, StringComparison.OrdinalIgnoreCase);
        _isAgreed = ShouldChange($"user {user} ({user.HomePbx ?? user.Uri.Host})", $"Set licence type {user.LicenseType ?? "none"} -> {type}{(isSo ? " (already so, nothing would change)" : "")}");
    }

    (WantedUser User, string Type) Read()
    {
        var reader = new RowReader();
        var id = RowReader.Text(UserId);
        var extension = RowReader.Text(Extension);
        if (id is null && extension is null) reader.Add(nameof(Extension), "Neither Extension nor UserId says which user is meant");
        var word = reader.Required(nameof(LicenseType), LicenseType, "one of " + string.Join(", ", Boxes.LicenseType.Known) + ", or the profile that it is sold as");
        var type = Boxes.LicenseType.Find(word);
        if (type is null && word.Length > 0 && !AllowUnknownType)
            reader.Add(nameof(LicenseType), $"LicenseType can't be '{word}': it takes one of {string.Join(", ", Boxes.LicenseType.Known)}, or the profile that it is sold as; -AllowUnknownType sends any other word as it is");
        reader.ThrowIfBad();
        return (new WantedUser(id, extension), type ?? word);
    }

    /// <summary>The users of a box, which is asked once however many rows are of it; if in vain, the others need not wait as long again.</summary>
    async Task<Dictionary<string, PbxUser>> UsersAsync(BoxSession box)
    {
        if (_unreadable.TryGetValue(box.Settings, out var trouble)) throw trouble;
        if (_users.TryGetValue(box.Settings, out var users)) return users;
        users = new Dictionary<string, PbxUser>(StringComparer.Ordinal);
        try { await EachUserAsync(box, new PbxUserQuery(), user => users[user.UserId] = user); }
        catch (WildixPbxException exception)
        {
            _unreadable[box.Settings] = exception;
            throw;
        }

        return _users[box.Settings] = users;
    }

    async Task<PbxUser> FindAsync(BoxSession box, WantedUser wanted)
    {
        var users = await UsersAsync(box);
        PbxUser[] found = wanted.Id is { } id
            ? users.TryGetValue(id, out var one) ? [one] : []
            : [.. users.Values.Where(user => string.Equals(user.Extension, wanted.Extension, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var user] => user,
            [] => throw new NotFoundException("NotFound", $"{box.Settings.Uri} lists no user {wanted}.", "Get-PbxUser lists the users with their ids and extensions."),
            _ => throw new ConflictException(
                "AmbiguousIdentity",
                $"{box.Settings.Uri} lists several users with extension {wanted.Extension}: {string.Join(", ", found.Select(user => $"id {user.UserId} at {user.HomePbx ?? "?"}"))}.",
                "Give -UserId: each PBX of a WMS Network lists the users of all of them, and their extensions may meet."),
        };
    }

    static PbxUserLicenseChange ResultOf(BoxSession box, PbxUser user, string type, bool changed) => new()
    {
        UserId = user.UserId,
        UserName = user.UserName,
        Extension = user.Extension,
        HomePbx = user.HomePbx,
        Uri = user.Uri,
        PreviousLicenseType = user.LicenseType,
        LicenseType = type,
        Changed = changed,
        InputIndex = box.Index,
        InputObject = box.Input,
    };

    /// <summary>How an input says which user is meant; an id is better than an extension.</summary>
    sealed record WantedUser(string? Id, string? Extension)
    {
        public override string ToString() => Id is null ? Extension ?? "" : "id " + Id;
    }
}
