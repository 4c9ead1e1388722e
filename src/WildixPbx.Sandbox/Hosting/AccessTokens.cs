using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>Who a token belongs to. The names stand in the trail and own idempotency keys, so they outlive the tokens.</summary>
enum Owner
{
    Partner,
    Manager,
}

/// <summary>The two tokens. Only their hashes are kept, and compared in a time that says nothing of them.</summary>
sealed class AccessTokens
{
    const int ShortestToken = 16;

    readonly byte[] _partner;
    readonly byte[] _manager;

    public AccessTokens(string partner, string manager)
    {
        if (partner.Length < ShortestToken || manager.Length < ShortestToken) throw new FormatException($"A token has fewer than {ShortestToken} characters.");
        if (partner == manager) throw new FormatException("The partner's token is the manager's too.");
        (_partner, _manager) = (Hash(partner), Hash(manager));
    }

    /// <summary>The owner of a token; none where it is nobody's.</summary>
    public Owner? OwnerOf(string token)
    {
        var hash = Hash(token);
        var isPartner = CryptographicOperations.FixedTimeEquals(hash, _partner);
        var isManager = CryptographicOperations.FixedTimeEquals(hash, _manager);
        return isPartner ? Owner.Partner : isManager ? Owner.Manager : null;
    }

    /// <summary>Reads the line that a parent sends: <c>{"partner":"...","manager":"..."}</c>.</summary>
    /// <exception cref="FormatException">It is no such line. What it is is not said: it may hold a token.</exception>
    public static AccessTokens Parse(string? line)
    {
        try
        {
            using var json = JsonDocument.Parse(line ?? "");
            return new AccessTokens(json.RootElement.GetProperty("partner").GetString() ?? "", json.RootElement.GetProperty("manager").GetString() ?? "");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("""The first line of stdin is not {"partner":"...","manager":"..."}.""");
        }
    }

    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
