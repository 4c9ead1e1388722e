using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Http;
using WildixPbx.Sandbox.Http.Routes;

namespace WildixPbx.Sandbox.OpenApi;

/// <summary>Completes the document's operations from the descriptions that also route and check requests.</summary>
static class PortalOperations
{
    public static Task CompleteAsync(OpenApiOperation target, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var operation = context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Single();
        target.Parameters = [.. Parameters(operation)];
        target.Security = operation.IsOpen ? [] : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(PortalDocument.SecurityScheme, context.Document)] = [] }];
        if (operation.ManagerOnly) target.Description += " Needs a manager's token.";
        if (operation.BodyExample is { } body) target.RequestBody!.Content!["application/json"].Example = Node(body);

        foreach (var success in operation.Successes) Complete(target.Responses![Text(success.Status)], operation, success);
        if (operation.IsTagged) target.Responses!["304"] = new OpenApiResponse { Description = "The object is the one that If-None-Match names.", Headers = PortalHeaders.Always() };
        foreach (var status in RefusalStatuses.Of(operation)) target.Responses![Text(status)] = new OpenApiResponseReference(PortalRefusals.NameOf(status), context.Document);
        return Task.CompletedTask;
    }

    static void Complete(IOpenApiResponse answer, Operation operation, Success success)
    {
        var response = (OpenApiResponse)answer;
        response.Description = success.Description;
        response.Headers = PortalHeaders.Always();
        if (operation.IsTagged || operation is { IsMutation: true, IsEphemeral: false, RemovesObject: false }) response.Headers["ETag"] = PortalHeaders.Of("The tag of the object; none after a dry run.", "\"pbx_2a3b4c5d6e7f8091-2\"");
        if (success.Status == StatusCodes.Status201Created) response.Headers["Location"] = PortalHeaders.Of("The path of the new object.", "/api/v1/pbxs/pbx_2a3b4c5d6e7f8091");
        if (operation is { IsMutation: true, IsEphemeral: false }) response.Headers["Idempotency-Replayed"] = PortalHeaders.Of("true where the answer was kept under the key and the change took place before.", "true");
        response.Content!["application/json"].Example = Node(success.Example);
    }

    static IEnumerable<IOpenApiParameter> Parameters(Operation operation)
    {
        if (operation.Path is { } path)
            yield return Parameter(path.Name, ParameterLocation.Path, path.Description, path.Example, isRequired: true);
        if (operation.IsMutation)
            yield return Parameter("Idempotency-Key", ParameterLocation.Header, "A new key for each change, the same to repeat it: it takes place at most once. Without use in a dry run.", Examples.Key, isRequired: true, KeySchema());
        if (operation.TakesTag)
            yield return Parameter("If-Match", ParameterLocation.Header, "The tag of the state that the change was thought out on; left out where any will do.", "\"pbx_2a3b4c5d6e7f8091-2\"");
        if (operation.IsTagged)
            yield return Parameter("If-None-Match", ParameterLocation.Header, "The tag of the state that is known: 304 where it is still that.", "\"pbx_2a3b4c5d6e7f8091-2\"");
        if (!operation.IsOpen)
            yield return Parameter("X-Request-Id", ParameterLocation.Header, "An id for this request, of letters, digits, '-', '_' and '.'; the portal makes one where it is missing.", "req-from-the-client-1");
        foreach (var query in operation.Query)
            yield return Query(query);
    }

    static OpenApiParameter Query(QueryParameter query)
    {
        var one = Schema(query);
        var parameter = Parameter(query.Name, ParameterLocation.Query, query.Description, query.Example, isRequired: false, one);
        if (!query.IsList) return parameter;

        parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = one };
        parameter.Explode = true;
        parameter.Example = new JsonArray(Node(query.Example));
        return parameter;
    }

    static OpenApiSchema Schema(QueryParameter query) => query.Kind switch
    {
        QueryKind.Flag => new() { Type = JsonSchemaType.Boolean },
        QueryKind.Moment => new() { Type = JsonSchemaType.String, Format = "date-time" },
        QueryKind.Word => new() { Type = JsonSchemaType.String, Enum = [.. query.Words!.Select(word => (JsonNode)word)] },
        QueryKind.Number when query.Name == "limit" => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = Text(ListEndpoint.MaximumLimit), Default = ListEndpoint.DefaultLimit },
        QueryKind.Number => new() { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
        _ => new() { Type = JsonSchemaType.String, MinLength = 1 },
    };

    static OpenApiSchema KeySchema() => new() { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 200 };

    static OpenApiParameter Parameter(string name, ParameterLocation location, string description, object example, bool isRequired = false, OpenApiSchema? schema = null) => new()
    {
        Name = name,
        In = location,
        Description = description,
        Required = isRequired,
        Schema = schema ?? new OpenApiSchema { Type = JsonSchemaType.String },
        Example = Node(example),
    };

    static JsonNode? Node(object value) => JsonSerializer.SerializeToNode(value, WireJson.Options);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
