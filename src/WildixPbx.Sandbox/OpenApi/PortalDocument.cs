using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace WildixPbx.Sandbox.OpenApi;

/// <summary>The OpenAPI document as a whole: what it says of the portal, its security, and the refusals that operations share.</summary>
static class PortalDocument
{
    public const string SecurityScheme = "token";

    const string About = """
        The HTTP contract between the WildixPbx PowerShell module and a portal. It is the project's own: Wildix publishes no API of its management portal.
        The sandbox portal serves it on this machine; a production gateway is whatever serves it elsewhere.

        Every change takes an Idempotency-Key and takes place at most once under it. An answer is kept once the change is decided: success and broken rules; never 401, 403, 412, 429 or 5xx.
        Every object has an ETag; If-Match is optional. With dryRun=true a change is only rehearsed.
        Lists take limit and cursor, filters apply at the server. Errors are problem documents (RFC 9457) with all broken rules at once. Times are UTC (RFC 3339).
        """;

    static readonly (string Name, string Description)[] Tags =
    [
        ("boxes", "Simulators of the boxes themselves, which only a sandbox has."),
        ("contacts", "Persons at a customer's. Without one a customer can have no PBX."),
        ("customers", "The owners of PBXs."),
        ("hardware", "Boxes bought in the cart."),
        ("pbxs", "PBXs and their licences."),
        ("portal", "What the portal says of itself, and what it offers."),
        ("records", "The trail of all changes, and the mails that would have been sent."),
        ("requests", "What waits for a Wildix manager."),
        ("sandbox", "What only a sandbox has: its clock and its boxes."),
        ("sharing", "Licences shared over the WMS Network."),
    ];

    public static void AddPortalDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(PortalSchemas.CompleteAsync);
        options.AddOperationTransformer(PortalOperations.CompleteAsync);
        options.AddDocumentTransformer(CompleteAsync);
    });

    static Task CompleteAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "WildixPbx portal",
            Version = "1.0.0",
            Description = About,
            Contact = new OpenApiContact { Name = "The WildixPbx authors" },
            License = new OpenApiLicense { Name = "That of the WildixPbx repository" },
        };
        document.Servers = [new OpenApiServer { Url = "http://127.0.0.1:5080", Description = "A sandbox portal on this machine." }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The partner's token, or the manager's for what only a Wildix manager may do.",
            },
        };
        document.Components.Responses = PortalRefusals.All(document);
        PortalSchemas.RequireResources(document);
        return Task.CompletedTask;
    }
}
