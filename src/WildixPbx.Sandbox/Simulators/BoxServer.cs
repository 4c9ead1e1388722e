using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Simulators.Data;
using WildixPbx.Sandbox.Simulators.Ssh;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>The simulator of one box: its REST interface (WMS) on a loopback port, over TLS.</summary>
sealed class BoxServer : IAsyncDisposable
{
    // A WMS version of a box that never told one; ours, and late enough for company keys.
    static readonly WmsVersion VersionByDefault = WmsVersion.Parse("7.09.59000.12");

    readonly Pbx _pbx;
    readonly PortalRuntime _runtime;
    readonly X509Certificate2 _certificate;
    readonly WebApplication _app;
    readonly string _folder;
    BoxSshServer? _ssh;

    public BoxServer(Pbx pbx, PortalRuntime runtime, BoxFolder folder)
    {
        (_pbx, _runtime) = (pbx, runtime);
        Logins = BoxLogins.Of(folder.Secret, pbx.Id);
        Applications = new BoxApplications(Logins);
        _certificate = folder.Certificate(pbx.Id, pbx.Name + PbxName.Domain);
        _folder = folder.Of(pbx.Id);
        _app = Build();
    }

    /// <summary>How it behaves.</summary>
    public BoxState State { get; } = new();

    /// <summary>Its logins.</summary>
    public BoxLogins Logins { get; }

    /// <summary>The applications that may log in to it.</summary>
    public BoxApplications Applications { get; }

    /// <summary>What can be set on it.</summary>
    public BoxPreferences Preferences { get; } = new();

    /// <summary>The portal's id of the PBX.</summary>
    public string PbxId => _pbx.Id;

    /// <summary>The PBX as the portal knows it now.</summary>
    public Pbx Pbx => Read(db => Tables.Pbxs.Get(db, _pbx.Id)) ?? _pbx;

    /// <summary>Its WMS version.</summary>
    public WmsVersion Version => Pbx.WmsVersion ?? VersionByDefault;

    /// <summary>The PBXs whose users it knows: those of its WMS Network, or itself alone.</summary>
    public IReadOnlyList<Pbx> Network()
    {
        var pbx = Pbx;
        if (pbx.InNetwork != true) return [pbx];
        return [pbx, .. Read(db => Tables.Pbxs.Where(db, "customerId = ?", pbx.CustomerId)).Where(other => other.Id != pbx.Id && other.InNetwork == true && other.State != PbxState.Migrated)];
    }

    /// <summary>The present moment by the portal's clock.</summary>
    public DateTimeOffset Now => _runtime.Setup.Now;

    /// <summary>Reads the portal's data.</summary>
    public T Read<T>(Func<DbSession, T> read) => _runtime.Database.Read(read);

    /// <summary>Changes the portal's data, as the box itself.</summary>
    public Task<T> WriteAsync<T>(Func<Portal.ChangeScope, T> write)
        => _runtime.Writer.RunAsync(db => write(new Portal.ChangeScope(db, new Portal.ChangeOrder("box"), _runtime.Setup, _runtime.Setup.Now)));

    public async Task StartAsync()
    {
        await _app.StartAsync();
        BoxCard.Write(_folder, Logins.AdminPassword);
    }

    /// <summary>Takes up other settings.</summary>
    public void Set(SandboxBoxUpdate settings)
    {
        State.Set(settings);
        if (settings.MigrationFault is { } fault) BoxSshFiles.SetMigrationFault(_folder, fault, settings.MigrationFaultAt ?? MigrationPoint.Copy);
    }

    /// <summary>Takes over the users that a move to the Cloud has brought, where it has.</summary>
    public Task TakeMovedUsersAsync() => MovedUsers.TakeAsync(_folder, this);

    /// <summary>Whether it is stopped, and answers a request no more.</summary>
    public bool Refuses(BoxCall call) => BoxStop.Refuses(_folder, Pbx, call);

    /// <summary>Whether a password is that of its user admin, who may have changed it over SSH.</summary>
    public bool IsAdminPassword(string password) => BoxSshFiles.IsAdminPassword(_folder, password) ?? BoxLogins.AreEqual(password, Logins.AdminPassword);

    /// <summary>Starts its SSH server, or ends it.</summary>
    public async Task SetSshAsync(bool isOn)
    {
        if (isOn == _ssh is not null) return;
        if (_ssh is not null)
        {
            await _ssh.DisposeAsync();
            _ssh = null;
            return;
        }

        var (tools, missing) = SshTools.Find();
        if (tools is null || !OperatingSystem.IsLinux()) throw Portal.Refusal.NotSupported(missing!);
        MakeDatabase();
        _ssh = await BoxSshServer.StartAsync(
            tools,
            new BoxLogin
            {
                Name = _pbx.Name, Folder = _folder, Serial = _pbx.Serial ?? (_pbx.FormerSerials is [.., var last] ? last : null), Password = Logins.AdminPassword, RootPassword = Logins.RootPassword,
                PbxKey = _pbx.Platform == Platform.Cloud ? "" : Read(db => Portal.KeyOperations.Of(db, _pbx.Id)), // a Cloud PBX takes none
            },
            CancellationToken.None);
    }

    // A Cloud PBX has no data before a move brings some. What is told of the database is what was set by hand.
    void MakeDatabase()
    {
        var facts = Read(db => BoxTable.Get(db, _pbx.Id));
        var path = BoxDatabase.PathIn(_folder);
        if (_pbx.Platform == Platform.Cloud) BoxDatabase.Open(path).Dispose();
        else BoxDatabase.Make(path, _pbx.Id, facts.DatabaseBytes ?? BoxDatabase.BytesByDefault);
        BoxSshFiles.WriteDatabaseFacts(_folder, facts.Database ?? DatabaseEngine.SQLite3, facts.DatabaseBytes ?? new FileInfo(path).Length);
    }

    /// <summary>What a manager is told of it.</summary>
    public SandboxBox Describe() => new()
    {
        PbxId = _pbx.Id,
        Pbx = Pbx.Name,
        Uri = new Uri("https://127.0.0.1:" + new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port),
        CertificateFingerprint = Convert.ToHexString(SHA256.HashData(_certificate.RawData)),
        Token = Logins.Token,
        CompanyKey = Logins.CompanyKey,
        S2SApplicationId = Logins.ApplicationId,
        S2SApplicationName = Logins.ApplicationName,
        S2SSecret = Logins.ApplicationSecret,
        AdminPassword = Logins.AdminPassword,
        RootPassword = Logins.RootPassword,
        SshPort = _ssh?.Port,
        SshUserName = _ssh is null ? null : BoxLogin.UserName,
        SshHostKeyFingerprint = _ssh?.HostKeyFingerprint,
        SshFolder = _ssh is null ? null : _folder,
        DatabasePath = _ssh is null ? null : BoxDatabase.PathIn(_folder),
        Behaviors = [.. State.Behaviors.Order()],
        AvailableVersion = State.Available,
    };

    public async ValueTask DisposeAsync()
    {
        BoxCard.Remove(_folder);
        if (_ssh is not null) await _ssh.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate));
        });

        // Whoever asks a box that hangs must not hold up its end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.Run(context => BoxPipeline.RunAsync(context, this));
        return app;
    }

    /// <summary>It lives as long as the farm says, whatever signals the process gets.</summary>
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
