namespace WildixPbx.Sandbox.OpenApi;

/// <summary>The OpenAPI document.</summary>
static class PortalDocument
{
    public static void AddPortalDocument(this IServiceCollection services) => services.AddOpenApi();
}
