using System.Globalization;
using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http;

/// <summary>Writes answers.</summary>
static class Answers
{
    public const string Json = "application/json; charset=utf-8";
    public const string ProblemJson = "application/problem+json; charset=utf-8";

    /// <summary>Writes JSON that is there already.</summary>
    public static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Writes an object.</summary>
    public static Task WriteAsync<T>(HttpContext context, T value) => WriteAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(value, WireJson.Options));

    /// <summary>Writes an object with its tag, or only that it is the one the caller has.</summary>
    public static Task WriteTaggedAsync<T>(HttpContext context, T value, string tag)
    {
        context.Response.Headers.ETag = tag;
        if (!context.Request.Headers.IfNoneMatch.ToString().Split(',').Any(one => one.Trim() is var wanted && (wanted == tag || wanted == "*")))
            return WriteAsync(context, value);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    /// <summary>Writes a problem document.</summary>
    public static Task WriteAsync(HttpContext context, PortalException refusal)
    {
        var requestId = context.Call().RequestId;
        if (refusal.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (refusal.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return WriteAsync(context, refusal.Status, Bytes(refusal, requestId), ProblemJson);
    }

    /// <summary>A problem document as it goes out.</summary>
    public static byte[] Bytes(PortalException refusal, string requestId) => JsonSerializer.SerializeToUtf8Bytes(refusal.ToProblem(requestId), WireJson.Options);
}
