using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Http;

/// <content>Changes of a PBX beyond its licences. Computed when asked for: the order in which two files are initialised is not fixed.</content>
static partial class Examples
{
    public static Change<LicenseOutcome> TermChanged => Licenses(
        new() { Profile = "UC-Essential", PreviousCount = 0, RequestedCount = 30, EffectiveCount = 30, Changed = true, Fee = new(1200, "EUR"), EffectiveOn = Day },
        Pbx with { Licenses = new() { ["UC-Essential"] = 30 }, RequestedLicenses = new() { ["UC-Essential"] = 30 } }) with { ReportMistakeBy = MistakeBy };

    public static Change<Pbx> StorageScheduled => Paid(Pbx with { ScheduledStorageGB = 30 }, 60) with { EffectiveOn = new DateTimeOffset(2026, 1, 16, 1, 0, 0, TimeSpan.Zero) };

    public static Change<Pbx> SshOpened => Change(Pbx with { SshOpenedOn = Day, SshOpenUntil = Day.AddHours(2) }) with { EffectiveOn = Day };

    // Invented: no portal has a key of such a form.
    public static PbxKey PbxKey => new() { PbxId = "pbx_5b6c7d8e9fa0b1c2", Pbx = "rossi-roma", Serial = "221100000002", Key = "EXAMP-LE000-00000-00000-00000" };

    public static Pbx Client => Pbx with
    {
        Id = "pbx_5b6c7d8e9fa0b1c2", Name = "rossi-roma", Platform = Platform.Virtual, Model = PbxModel.VirtualOrHardware, Region = null, Serial = "221100000002",
        Licenses = [], RequestedLicenses = [], StorageGB = null, InNetwork = true, ETag = "\"pbx_5b6c7d8e9fa0b1c2-4\"",
    };

    public static Change<Pbx> Shared => Change(Client with { SharingServer = Pbx.Id }) with { EffectiveOn = Day };

    public static Change<Pbx> SharingRequested => Change(Client with { RequestedSharingServer = Pbx.Id }) with { RequestId = "req_6c7d8e9fa0b1c2d3" };

    public static CloudMove CloudMove => new()
    {
        Source = Client with
        {
            State = PbxState.Migrated, MigratedTo = "pbx_7d8e9fa0b1c2d3e4", Serial = null, FormerSerials = ["221100000002"], ExpiresOn = null, InNetwork = false, LastRenewal = Day,
        },
        Target = Client with
        {
            Id = "pbx_7d8e9fa0b1c2d3e4", Platform = Platform.Cloud, Model = PbxModel.Cloud, Region = "eu-central-1", State = PbxState.Activating, MigratedFrom = "pbx_5b6c7d8e9fa0b1c2",
            Licenses = Pbx.Licenses, RequestedLicenses = Pbx.Licenses, StorageGB = 10, ETag = "\"pbx_7d8e9fa0b1c2d3e4-1\"",
        },
    };

    public static CloudMove CloudMoveUndone => new()
    {
        Source = Client with { Licenses = Pbx.Licenses, RequestedLicenses = Pbx.Licenses, LastRenewal = Day, ETag = "\"pbx_5b6c7d8e9fa0b1c2-5\"" },
        Target = CloudMove.Target with
        {
            State = PbxState.Migrated, MigratedTo = "pbx_5b6c7d8e9fa0b1c2", MigratedFrom = null, Serial = null, FormerSerials = ["221100000002"], ExpiresOn = null,
            Licenses = [], RequestedLicenses = [], InNetwork = false, ETag = "\"pbx_7d8e9fa0b1c2d3e4-2\"",
        },
    };
}
