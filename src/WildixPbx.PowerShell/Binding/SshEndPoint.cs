using WildixPbx.Portal;

namespace WildixPbx.Binding;

/// <summary>Where a PBX is logged in to over SSH.</summary>
/// <param name="Name">What results and questions call it.</param>
/// <param name="Host">The name or address that is connected to.</param>
/// <param name="Port">The port.</param>
/// <param name="Simulator">The simulator that it is, where it is one.</param>
sealed record SshEndPoint(string Name, string Host, int Port, SandboxPbx? Simulator)
{
    const int DefaultPort = 22;

    /// <summary>The end point of an input: its own port, that which is given, or 2222 for a Cloud PBX and 22 for others.</summary>
    /// <param name="identity">The input.</param>
    /// <param name="port">The port that is given; blank where none is.</param>
    /// <param name="column">What the parameter of that is called.</param>
    /// <param name="isOfRest">Whether a port beside a host is that of the REST interface, which the command asks first.</param>
    /// <exception cref="ValidationException">Nothing says where the PBX is, or the port is none.</exception>
    public static SshEndPoint Of(BoxIdentity? identity, string? port, string column = "Port", bool isOfRest = false)
    {
        identity ??= new BoxIdentity(null, null);
        var given = PortOf(port, column);
        if (identity.Simulator is { } simulator)
            return new SshEndPoint(simulator.Pbx, simulator.Uri.Host, given ?? simulator.SshPort ?? throw NoSsh(simulator), simulator);
        if (identity.BaseObject is PbxHostKey key) return new SshEndPoint(key.HostName, key.HostName, given ?? key.Port, null);

        var uri = identity.ToUri();
        return new SshEndPoint(NameOf(identity), uri.Host, given ?? (isOfRest ? null : OwnPort(identity, uri)) ?? (IsCloud(identity) ? SshAccess.Port : DefaultPort), null);
    }

    // Behind one address may be many boxes, so a row's name says more than its host.
    static string NameOf(BoxIdentity identity)
        => (identity.BaseObject is LicenseCheckStatus or System.Management.Automation.PSCustomObject && identity.Source is System.Management.Automation.PSObject row
            ? BoxIdentityTransformationAttribute.FromProperty(row, "Pbx") ?? BoxIdentityTransformationAttribute.FromProperty(row, "Name") : null) ?? identity.ToString();

    static int? PortOf(string? text, string column)
    {
        var reader = new RowReader();
        var port = reader.Count(column, text);
        if (port is <= 0 or > 65535) reader.Add(column, $"{column} can't be '{text}': it takes a number from 1 to 65535");
        reader.ThrowIfBad();
        return port;
    }

    // The port of an address is that of its REST interface; host:port was written for this.
    static int? OwnPort(BoxIdentity identity, Uri uri)
        => !uri.IsDefaultPort && identity.Text!.IndexOf("://", StringComparison.Ordinal) < 0
            && (identity.Source is not System.Management.Automation.PSObject row || BoxIdentityTransformationAttribute.FromProperty(row, "Uri") is null) ? uri.Port : null;

    static bool IsCloud(BoxIdentity identity) => identity.BaseObject switch
    {
        Pbx pbx => pbx.Platform == Platform.Cloud,
        System.Management.Automation.PSCustomObject => RowReader.Text(CellTextAttribute.TextOf(((System.Management.Automation.PSObject)identity.Source!).Properties["Platform"]?.Value)) is { } text
            && string.Equals(text, nameof(Platform.Cloud), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    static ValidationException NoSsh(SandboxPbx simulator) => new(
        "SshNotUp", $"The simulator of '{simulator.Pbx}' has no SSH side.", "Bring it up with Start-WmpSandboxPbx -Ssh, and use what that gives.");
}
