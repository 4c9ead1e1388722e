using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>The PBXs whose licences others share, each asked for once a command.</summary>
sealed class SharingServers(IPortal portal)
{
    readonly Dictionary<string, Pbx> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes a PBX that was read already.</summary>
    public void Add(Pbx pbx) => _known[pbx.Id] = pbx;

    /// <summary>A server by id, serial or name.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Pbx> GetAsync(string identity, CallContext call)
    {
        if (_known.TryGetValue(identity, out var known)) return known;
        return _known[identity] = await portal.GetAsync(PortalLookups.Pbx(identity), call);
    }
}
