namespace WildixPbx.Engine.Ssh;

/// <summary>The errors about host keys. Each names the fingerprints, so that somebody at the box can compare them.</summary>
static class HostKeyErrors
{
    public static HostKeyException Unknown(PbxHostKey shown, string path) => new(
        "HostKeyUnknown",
        $"The host key of {Of(shown)} is not known. It shows {shown.KeyType} {shown.Fingerprint}, and {path} has no key of it.",
        "Compare the fingerprint with the box's own, then give it with -HostKeyFingerprint, or trust what it shows with -AcceptNewHostKey or Add-PbxHostKey.");

    public static HostKeyException Changed(PbxHostKey shown, IReadOnlyList<PbxHostKey> known, string path) => new(
        "HostKeyChanged",
        $"The host key of {Of(shown)} has changed: it shows {shown.KeyType} {shown.Fingerprint}, and {path} has {string.Join(", ", known.Select(key => $"{key.KeyType} {key.Fingerprint}"))}. Somebody may sit in between.",
        FormattableString.Invariant($"Find out why. If the box was made anew, forget its old key with Remove-PbxHostKey {shown.HostName} -Port {shown.Port}, then compare and trust the new one."));

    public static HostKeyException Mismatch(PbxHostKey shown, string wanted) => new(
        "HostKeyMismatch",
        $"The host key of {Of(shown)} is not the one that was given: it shows {shown.KeyType} {shown.Fingerprint}, not {wanted}.",
        "Compare with the box's own fingerprint: ssh-keygen -l -f on its public host key. Somebody may sit in between.");

    public static HostKeyException Revoked(PbxHostKey shown, string path) => new(
        "HostKeyRevoked",
        $"The host key of {Of(shown)}, {shown.KeyType} {shown.Fingerprint}, is revoked in {path}.",
        "Give the box a new host key; this one is known to others.");

    static string Of(PbxHostKey key) => FormattableString.Invariant($"{key.HostName} port {key.Port}");
}
