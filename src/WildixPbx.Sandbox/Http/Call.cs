using WildixPbx.Sandbox.Hosting;

namespace WildixPbx.Sandbox.Http;

/// <summary>What is known of a request beside the request itself.</summary>
sealed class Call(string requestId, string path, IReadOnlyList<string> segments)
{
    const int BaseSegments = 2;

    public string RequestId => requestId;

    /// <summary>The path, unescaped as a whole: what a change's key belongs to.</summary>
    public string Path => path;

    /// <summary>Who asks; set once the token is checked.</summary>
    public Owner? Owner { get; set; }

    /// <summary>The name of the owner in the trail.</summary>
    public string Actor => Owner == Hosting.Owner.Manager ? "manager" : "partner";

    /// <summary>
    /// What stands for the identity of an operation's route, of the text that was sent: the server's own decoding leaves
    /// %2F, so that it can't tell 'a/b' from 'a%2Fb' any more. Empty where the route has none.
    /// </summary>
    public string Identity(Operation operation)
        => operation.Path is null ? "" : segments[BaseSegments + Array.FindIndex(operation.Route.Split('/'), segment => segment.StartsWith('{'))];

    /// <summary>Reads the path as it was sent.</summary>
    public static Call Of(HttpContext context, string requestId)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        var call = new Call(requestId, Uri.UnescapeDataString(path), [.. path.Split('/').Skip(1).Select(Uri.UnescapeDataString)]);
        context.Features.Set(call);
        return call;
    }

    /// <summary>Whether a segment is empty or a step, which would reach another route than the one that is meant.</summary>
    public bool IsCrooked => segments.Any(segment => segment is "" or "." or "..");
}

static class CallExtensions
{
    public static Call Call(this HttpContext context) => context.Features.Get<Call>()!;
}
