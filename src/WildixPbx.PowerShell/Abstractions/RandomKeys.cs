using System.Security.Cryptography;

namespace WildixPbx.Abstractions;

/// <summary>
/// Idempotency keys: random UUIDs, whose bytes are asked for many at a time. Asking the system for each costs as much as
/// all else that a row does on the pipeline thread. Not safe to use from several threads.
/// </summary>
sealed class RandomKeys
{
    const int Length = 16, Batch = 64;

    readonly byte[] _random = new byte[Length * Batch], _one = new byte[Length];
    int _next = Batch;

    /// <summary>A key that was never given before.</summary>
    public string Next()
    {
        if (_next == Batch)
        {
            using var source = RandomNumberGenerator.Create();
            source.GetBytes(_random);
            _next = 0;
        }

        Buffer.BlockCopy(_random, Length * _next++, _one, 0, Length);
        _one[7] = (byte)((_one[7] & 0x0F) | 0x40); // version 4
        _one[8] = (byte)((_one[8] & 0x3F) | 0x80); // of RFC 9562
        return new Guid(_one).ToString("D");
    }
}
