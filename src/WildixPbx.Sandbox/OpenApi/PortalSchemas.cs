using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.OpenApi;

/// <summary>What the generated schemas can't know.</summary>
static class PortalSchemas
{
    static readonly Type[] Bodies =
    [
        typeof(NewCustomer), typeof(CustomerUpdate), typeof(NewContact), typeof(NewHardwareOrder), typeof(Decision),
        typeof(NewPbx), typeof(PbxUpdate), typeof(PbxMove), typeof(LicenseUpdate), typeof(TermUpdate), typeof(StorageUpdate), typeof(SshUpdate), typeof(SharingUpdate), typeof(CloudMoveOrder),
        typeof(ClockMove), typeof(SandboxPbxUpdate),
    ];

    public static Task CompleteAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            // A word that may be left out: the generator lists null among the words.
            schema.Type = JsonSchemaType.String;
            schema.Enum = schema.Enum is { } words ? [.. words.Where(word => word is not null && !JsonNullSentinel.IsJsonNullSentinel(word))] : null;
        }

        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal)) schema.Format = null;
        if (type == typeof(WmsVersion))
        {
            schema.Type = JsonSchemaType.String;
            schema.Pattern = @"^\d+(\.\d+){1,3}$";
        }

        // An unknown member is refused, so that a misspelled one is not passed over.
        if (Bodies.Contains(type)) schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
    }

    // A type parameter may be null as far as the generator knows; the answer to a change never lacks its object.
    public static void RequireResources(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (name.StartsWith("ChangeOf", StringComparison.Ordinal) && schema.Properties!["resource"] is { OneOf: [_, var whole] })
                schema.Properties["resource"] = whole;
        }
    }
}
