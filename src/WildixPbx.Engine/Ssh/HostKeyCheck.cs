using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>
/// Decides whether the key that a box shows is trusted. Whatever is not clearly trusted is refused, before a password
/// or anything else is sent.
/// </summary>
sealed class HostKeyCheck(SshSettings settings, IHostKeys? store)
{
    /// <summary>The kinds of key that are known of the box, to ask it for one of these.</summary>
    public IReadOnlyList<string> KnownTypes { get; } = store is null ? [] : [.. store.Of(settings.Host, settings.Port).Where(key => !key.IsRevoked).Select(key => key.KeyType).Distinct()];

    /// <summary>Why the key is refused; none where it is trusted. One that is trusted for the first time is kept.</summary>
    /// <exception cref="ValidationException">The file can't be read or written.</exception>
    public HostKeyException? Refuse(PbxHostKey shown)
    {
        var fits = settings.HostKeyFingerprint is not { } wanted || shown.HasFingerprint(wanted);
        if (store is null) return fits && settings.HostKeyFingerprint is not null ? null : HostKeyErrors.Mismatch(shown, settings.HostKeyFingerprint ?? "any that was given");

        var known = store.Of(settings.Host, settings.Port);
        if (known.Any(key => key.IsRevoked && key.PublicKey == shown.PublicKey)) return HostKeyErrors.Revoked(shown, store.Path);
        if (!fits) return HostKeyErrors.Mismatch(shown, settings.HostKeyFingerprint!);
        if (known.Any(key => key.PublicKey == shown.PublicKey)) return null;
        if (known.Any(key => !key.IsRevoked)) return HostKeyErrors.Changed(shown, [.. known.Where(key => !key.IsRevoked)], store.Path);
        if (settings.HostKeyFingerprint is null && !settings.AcceptNewHostKey) return HostKeyErrors.Unknown(shown, store.Path);
        try
        {
            store.Add(shown);
            return null;
        }
        catch (HostKeyException exception)
        {
            return exception; // another session met the box in the meantime, with another key
        }
    }
}
