using System.Text;
using System.Text.Json;
using WildixPbx.Boxes;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>Whether a request may come in: which login it has, and whether that is good on this box.</summary>
static class BoxAccess
{
    // Older boxes know no company keys.
    static readonly WmsVersion CompanyKeysFrom = WmsVersion.Parse("7.09");

    /// <summary>The status that refuses it: 401 or 403; none where it may come in.</summary>
    public static int? Refuses(HttpContext context, BoxServer box, BoxCall call)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return IsAdmin(header[6..], box) ? null : 401;
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : BoxCall.Scalar(call.Query.Get("token"));
        if (token is null) return 401;
        if (box.Applications.IsToken(token)) return null;
        if (BoxLogins.AreEqual(token, box.Logins.CompanyKey))
        {
            if (box.Version < CompanyKeysFrom) return 401;
            return box.State.Behaviors.Contains(BoxBehavior.ScopeMissing) && !call.Route.EndsWith("pbx/version", StringComparison.Ordinal) ? 403 : null;
        }

        return token.Count(letter => letter == '.') == 2 && IsSigned(token, context, box, call) ? null : 401;
    }

    static bool IsAdmin(string encoded, BoxServer box)
    {
        if (box.State.Behaviors.Contains(BoxBehavior.NoBasicLogin)) return false;
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(encoded.Trim())).Split(':', 2);
            return pair is ["admin", var password] && box.IsAdminPassword(password);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // The names of the signed headers come from the token, their values from the request: so a box must see what was signed.
    static bool IsSigned(string token, HttpContext context, BoxServer box, BoxCall call)
    {
        var parts = token.Split('.');
        if (box.Applications.S2SSecret(context.Request.Headers["X-APP-ID"].ToString()) is not { } secret) return false;
        if (!BoxLogins.AreEqual(S2SToken.Signature(parts[0] + "." + parts[1], secret), parts[2])) return false;
        try
        {
            using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
            var root = claims.RootElement;
            var (issued, expires) = (root.GetProperty("iat").GetInt64(), root.GetProperty("exp").GetInt64());

            // By the machine's clock: that of the sandbox may have been moved, that of whoever signs has not.
            if (expires < DateTimeOffset.UtcNow.ToUnixTimeSeconds() || expires - issued > S2SToken.Life.TotalSeconds) return false;
            var sign = root.GetProperty("sign");
            PhpMap headers = [];
            foreach (var name in Names(sign.GetProperty("headers"))) headers.Set(name, context.Request.Headers[name].ToString());
            var body = call.Method is "GET" or "DELETE" ? [] : call.Body;
            return S2SCanonical.Hash(S2SCanonical.Of(call.Method, call.RawPath, headers, call.Query, body)) == sign.GetProperty("hash").GetString();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    // The official client writes a list; ports of it write an object.
    static IEnumerable<string> Names(JsonElement headers)
        => (headers.ValueKind == JsonValueKind.Array ? headers.EnumerateArray() : headers.EnumerateObject().Select(member => member.Value)).Select(name => name.GetString() ?? "");
}
