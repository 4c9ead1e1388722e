using System.Text.Json;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>What an answer's status and problem document mean.</summary>
static class Answers
{
    /// <summary>The largest answer that is read.</summary>
    public const int LargestBytes = 64 * 1024 * 1024;

    /// <summary>Whether the same request may be answered otherwise a little later.</summary>
    public static bool IsTransient(Exchange exchange)
        => exchange.Status is 408 or 429 or 500 or 502 or 503 or 504

            // The first sending of this change is still under way.
            || (exchange.Status == 409 && exchange.IdempotencyKey is not null && exchange.RetryAfter is not null);

    /// <summary>
    /// Whether the change may have been made though the answer is no success. The portal says of its own 500 and 503 that
    /// it was not; a gateway's 500, 502 and 504 says nothing of what the portal behind it did.
    /// </summary>
    public static bool MayHaveHappened(int status, Problem? problem) => status >= 500 && status != 503 && !IsPortals(problem);

    /// <summary>
    /// Whether the answer also settles what became of earlier attempts that were lost. The portal looks the key up after
    /// the token and before all else, so what it refuses before that says nothing of them.
    /// </summary>
    public static bool Settles(Exchange exchange)
        => exchange.Failure == Failure.None
            && exchange.Status is >= 400 and < 500 and not (401 or 403 or 407 or 408 or 429)
            && !(exchange.Status == 409 && exchange.RetryAfter is not null)
            && IsPortals(exchange.Problem);

    /// <summary>Whether a problem document is one of our contract.</summary>
    public static bool IsPortals(Problem? problem) => problem is { Code.Length: > 0 };

    /// <summary>The problem document in a body; none where it holds none.</summary>
    public static Problem? ProblemOf(byte[] body)
    {
        if (FirstCharacter(body) != '{') return null;
        try
        {
            return JsonSerializer.Deserialize<Problem>(body, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The object in a body.</summary>
    /// <exception cref="JsonException">It holds another one, or none.</exception>
    public static T Read<T>(byte[] body) where T : class
        => JsonSerializer.Deserialize<T>(body, AnswerJson.Options) ?? throw new JsonException("The answer is null.");

    static char FirstCharacter(byte[] body)
    {
        foreach (var value in body)
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return (char)value;
        return '\0';
    }
}
