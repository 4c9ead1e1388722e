using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Http;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.OpenApi;

/// <summary>The answers of refusal, one for each status, with the codes it can have and an example of one.</summary>
static class PortalRefusals
{
    const string RequestId = "req-5d41402abc4b2a76b9719d911017c592";

    static readonly (PortalException Example, string Description)[] Refusals =
    [
        (Refusal.Invalid("The body has the unknown member 'nam'.", "Known are: name, noClobber."), "The request can't be read or lacks something (InvalidRequest)."),
        (Refusal.Unauthenticated("The request has no bearer token."), "No token, or an unknown one (AuthenticationFailed)."),
        (Refusal.ManagerOnly(), "The token is good, but not for this (AccessDenied)."),
        (Refusal.NotFound("PBX", Examples.PbxName), "There is no such object (NotFound)."),
        (Refusal.Ambiguous(Examples.PbxName, Examples.Pbx.Id, "pbx_9f8e7d6c5b4a3921"), "The object's state does not fit the change, or a text fits several objects (AmbiguousIdentity, NameTaken, InUse, AlreadyDecided, AlreadyRequested, PbxMigrated)."),
        (Refusal.Stale(Examples.PbxName, Examples.Pbx.ETag), "The If-Match tag is not the object's any more (StaleETag)."),
        (Refusal.Invalid("Request body too large.", "Send a smaller body: 1 MB at most.", 413), "The body is too large (InvalidRequest)."),
        (Refusal.WrongType("text/plain"), "The body is no JSON (InvalidRequest)."),
        (Refusal.Broken([Examples.Broken]), "Rules are broken: all of them are in violations, in order (RuleViolation). Or the idempotency key was used for another change (IdempotencyKeyReused)."),
        (Refusal.Throttled(1), "Too many requests; Retry-After says how long to wait (Throttled)."),
        (Refusal.Failed(), "The portal failed; the change was not made (PortalFailed)."),
        (Refusal.Busy(), "The portal is busy or closing; Retry-After says how long to wait (PortalBusy)."),
    ];

    /// <summary>The name of a status's refusal among the components.</summary>
    public static string NameOf(int status) => string.Create(CultureInfo.InvariantCulture, $"Refusal{status}");

    public static Dictionary<string, IOpenApiResponse> All(OpenApiDocument document)
        => Refusals.ToDictionary(refusal => NameOf(refusal.Example.Status), refusal => (IOpenApiResponse)new OpenApiResponse
        {
            Description = refusal.Description,
            Headers = HeadersOf(refusal.Example.Status),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new()
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Example = JsonSerializer.SerializeToNode(refusal.Example.ToProblem(RequestId), WireJson.Options),
                },
            },
        });

    static Dictionary<string, IOpenApiHeader> HeadersOf(int status)
    {
        var headers = PortalHeaders.Always();
        if (status is 429 or 503) headers["Retry-After"] = PortalHeaders.Of("After how many seconds to try again.", "1");
        if (status == 401) headers["WWW-Authenticate"] = PortalHeaders.Of("The scheme of the token.", "Bearer");
        return headers;
    }
}

/// <summary>Headers of answers.</summary>
static class PortalHeaders
{
    public static Dictionary<string, IOpenApiHeader> Always() => new() { ["X-Request-Id"] = Of("The id of the request, for whoever runs the portal.", "req-5d41402abc4b2a76b9719d911017c592") };

    public static OpenApiHeader Of(string description, string example)
        => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = example };
}
