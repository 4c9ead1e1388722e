using System.Security.Cryptography;
using System.Text;

namespace WildixPbx.Runs;

/// <summary>
/// The idempotency keys of a run. They follow from what is on disk before the first call, so whoever goes on with a run,
/// and however often, sends each step under the same key.
/// </summary>
public static class RunKeys
{
    /// <summary>The namespace of these names; a random one, which belongs to nothing else.</summary>
    static readonly Guid Namespace = new("6c0f9c53-6d0a-4bb1-9d55-0f3b1f9d7a12");

    /// <summary>The key of a step's change.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="step">The step.</param>
    /// <param name="target">What the step changes.</param>
    /// <param name="attempt">How often the step was refused before.</param>
    public static string Of(string run, string step, string target, int attempt = 0)
        => NameUuid(Namespace, attempt == 0 ? $"{run}/{step}/{target}" : FormattableString.Invariant($"{run}/{step}/{target}/{attempt}")).ToString("D");

    /// <summary>The name under which the open run of a PBX is noted.</summary>
    public static string OfPbx(Uri portal, string pbxId) => NameUuid(Namespace, $"{Place(portal)}/{pbxId}").ToString("D");

    /// <summary>
    /// Whether a run on one address may go on at another. A sandbox takes another port at each start, so on this machine
    /// the port says nothing; there the id of the PBX, which no other sandbox has, tells whose run it is.
    /// </summary>
    public static bool MayBeSamePortal(Uri one, Uri other) => Place(one) == Place(other);

    /// <summary>A version 5 UUID: of a name in a namespace, always the same. Source: RFC 9562, 5.5.</summary>
    public static Guid NameUuid(Guid space, string name)
    {
        var bytes = Swapped(space.ToByteArray()).Concat(Encoding.UTF8.GetBytes(name)).ToArray();
#pragma warning disable CA5350 // The RFC asks for SHA-1; nothing here has to withstand anybody.
        using var hash = SHA1.Create();
#pragma warning restore CA5350
#pragma warning disable CA1850 // netstandard2.0 has no HashData.
        var result = hash.ComputeHash(bytes).Take(16).ToArray();
#pragma warning restore CA1850
        result[6] = (byte)((result[6] & 0x0F) | 0x50);
        result[8] = (byte)((result[8] & 0x3F) | 0x80);
        return new Guid(Swapped(result));
    }

    static string Place(Uri portal) => portal.IsLoopback ? "loopback" : portal.GetLeftPart(UriPartial.Path).TrimEnd('/').ToLowerInvariant();

    // .NET keeps the first three fields in the machine's order, the RFC in the network's.
    static byte[] Swapped(byte[] bytes)
    {
        Array.Reverse(bytes, 0, 4);
        Array.Reverse(bytes, 4, 2);
        Array.Reverse(bytes, 6, 2);
        return bytes;
    }
}
