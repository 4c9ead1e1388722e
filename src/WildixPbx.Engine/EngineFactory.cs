using System.Security;
using WildixPbx.Boxes;
using WildixPbx.Engine.Boxes;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.LicenseReports;
using WildixPbx.Engine.LicenseServers;
using WildixPbx.Engine.Migrations;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Reports;
using WildixPbx.Engine.Runs;
using WildixPbx.Engine.Sandboxes;
using WildixPbx.Engine.Ssh;
using WildixPbx.LicenseReports;
using WildixPbx.Portal;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Engine;

/// <summary>
/// The engine, as the cmdlets make it: by this name, in a load context of its own. All else in this assembly is
/// internal, so that nothing of its packages can reach a signature outside.
/// </summary>
public sealed class EngineFactory : IEngine
{
    readonly Redactor _redactor = new();
    readonly SandboxHost _sandboxes;

    /// <summary>An engine without any connection.</summary>
    public EngineFactory()
    {
        _sandboxes = new SandboxHost(_redactor);
        Ssh = new SshDoor(_redactor);
    }

    /// <inheritdoc/>
    public ValueChanges Compare(string before, string after) => ObjectComparison.Of(before, after);

    /// <inheritdoc/>
    public ISandboxHost Sandboxes => _sandboxes;

    /// <inheritdoc/>
    public ILicenseReports LicenseReports => new LicenseReportDesk(_redactor);

    /// <inheritdoc/>
    public ILicenseServerProbe LicenseServers { get; } = new LicenseServerProbe();

    /// <inheritdoc/>
    public ISsh Ssh { get; }

    /// <inheritdoc/>
    public IPortal Connect(PortalSettings settings) => new RestPortal(settings, _redactor);

    /// <inheritdoc/>
    public IBox ConnectBox(BoxSettings settings) => new RestBox(settings, _redactor);

    /// <inheritdoc/>
    public BoxFields ReadBoxFields(string? path) => path is null ? BoxFields.Default : BoxFieldFile.Read(path);

    /// <inheritdoc/>
    public SecureString ReadTokenFile(string path, string namedBy)
    {
        var token = TokenFile.Read(TokenFile.Expand(path), namedBy);
        _redactor.Register(token);
        return SecureText.Secure(token);
    }

    /// <inheritdoc/>
    public ConnectionSource FindConnection(ConnectionRequest request) => new ConnectionFinder(_redactor).Find(request);

    /// <inheritdoc/>
    public IRunStore Runs(string statePath) => new RunStore(statePath, _redactor);

    /// <inheritdoc/>
    public IRunner Runner(string statePath, IPortal portal) => new Runner(new RunStore(statePath, _redactor), portal);

    /// <inheritdoc/>
    public IMigrator Migrator(string statePath, IPortal portal) => new Migrator(new RunStore(statePath, _redactor), portal, new MigrationTools(Ssh, ConnectBox));
}
