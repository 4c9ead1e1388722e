using System.Management.Automation;
using WildixPbx.Boxes;

namespace WildixPbx.Binding;

/// <summary>Reads what an input says itself of where a PBX is.</summary>
static class BoxAddress
{
    static readonly PbxAddress Nothing = new();

    /// <summary>The address; none where the input only names the PBX.</summary>
    public static PbxAddress? Of(BoxIdentity? identity)
    {
        // Its host key is pinned by the object and kept nowhere else, since its port is another one's tomorrow.
        if (identity?.Simulator is { } simulator)
            return new PbxAddress { Uri = simulator.Uri, SshPort = simulator.SshPort is { } port ? FormattableString.Invariant($"{port}") : null };
        if (identity?.Source is not PSObject row) return identity is { HasAddress: true } ? Read(identity) : null;

        var address = Column("Uri") is not null ? Read(identity) : new PbxAddress { HostName = Column("HostName") };
        address = address with { SshPort = Column("SshPort"), HostKeyFingerprint = Column("HostKeyFingerprint") };
        return address == Nothing ? null : address;

        string? Column(string name) => BoxIdentityTransformationAttribute.FromProperty(row, name);
    }

    // What is no address stays as it was written: reaching the PBX there fails by that name, and by no other.
    static PbxAddress Read(BoxIdentity identity)
    {
        if (identity.Source is null && identity.Text!.IndexOf("://", StringComparison.Ordinal) < 0) return new PbxAddress { HostName = identity.Text };
        try { return new PbxAddress { Uri = identity.ToUri() }; }
        catch (ValidationException) { return new PbxAddress { HostName = identity.Text }; }
    }
}
