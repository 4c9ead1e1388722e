using System.Security;
using WildixPbx.Boxes;
using WildixPbx.LicenseReports;
using WildixPbx.Runs;
using WildixPbx.Ssh;

namespace WildixPbx.Portal;

/// <summary>What the engine offers. The cmdlets reach it through this interface only, since it lives in a load context of its own.</summary>
public interface IEngine
{
    /// <summary>Makes a client for a portal. Nothing is sent yet.</summary>
    /// <exception cref="ValidationException">The token would go over plain http to another machine (InsecureTransport).</exception>
    IPortal Connect(PortalSettings settings);

    /// <summary>Makes a client for a box. Nothing is sent yet.</summary>
    /// <exception cref="ValidationException">The address, the login or the fingerprint can't be used.</exception>
    IBox ConnectBox(BoxSettings settings);

    /// <summary>Reads a file of other names for what boxes answer; the project's own names where no file is given.</summary>
    /// <exception cref="ValidationException">It can't be read, or names what there is not (FieldMapInvalid).</exception>
    BoxFields ReadBoxFields(string? path);

    /// <summary>Reads the first line of a file as a secret, which is known to the redactor from then on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="namedBy">What names it, for the message.</param>
    /// <exception cref="AuthenticationException">It can't be read, or is empty (TokenFileUnreadable).</exception>
    SecureString ReadTokenFile(string path, string namedBy);

    /// <summary>Finds where a portal is by parameter, profile and environment, in this order.</summary>
    /// <exception cref="ValidationException">A profile is named that does not exist, or something is missing.</exception>
    ConnectionSource FindConnection(ConnectionRequest request);

    /// <summary>What differs between two objects that are written as JSON, property by property; tags of states are left out.</summary>
    ValueChanges Compare(string before, string after);

    /// <summary>The sandboxes of this process.</summary>
    ISandboxHost Sandboxes { get; }

    /// <summary>The runs of a state folder.</summary>
    IRunStore Runs(string statePath);

    /// <summary>Begins and goes on with runs of a state folder on a portal.</summary>
    IRunner Runner(string statePath, IPortal portal);

    /// <summary>Begins and goes on with moves to the Cloud of a state folder on a portal.</summary>
    IMigrator Migrator(string statePath, IPortal portal);

    /// <summary>Reports of the licence check.</summary>
    ILicenseReports LicenseReports { get; }

    /// <summary>Tries the way to the license servers.</summary>
    ILicenseServerProbe LicenseServers { get; }

    /// <summary>Logging in to boxes, and the host keys that are trusted for it.</summary>
    ISsh Ssh { get; }
}

/// <summary>What is given of a connection.</summary>
public sealed record ConnectionRequest
{
    /// <summary>The portal's address, where it is given.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The token, where it is given.</summary>
    public SecureString? Token { get; init; }

    /// <summary>The name of a profile in the state folder's profiles.json.</summary>
    public string? Profile { get; init; }

    /// <summary>The state folder.</summary>
    public required string StatePath { get; init; }
}

/// <summary>A connection that was found, or the part of it that was.</summary>
/// <param name="Uri">The portal's address; none where nothing says it.</param>
/// <param name="Token">The token; none where nothing says it.</param>
/// <param name="Source">Where it was found: Parameter, Profile or Environment.</param>
public sealed record ConnectionSource(Uri? Uri, SecureString? Token, string Source);
