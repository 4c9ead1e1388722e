using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http.Routes;

/// <summary>Binds operations to routes.</summary>
static class Mapping
{
    public static readonly PathParameter CustomerIdentity = new("identity", "A customer's id, or its name in any case.", Examples.CustomerName);
    public static readonly PathParameter PbxIdentity = new("identity", "A PBX's id, its serial (present or former, in any case), or its name in any case, with or without .wildixin.com.", Examples.PbxName);

    static readonly QueryParameter DryRun = new("dryRun", "Answers with fee, findings and outcome, and changes nothing. Rules that it breaks are findings then, not a refusal; no key is needed.", QueryKind.Flag, true);

    public static PathParameter Id(string description, string example) => new("id", description, example);

    /// <summary>A list with its filters.</summary>
    public static void List(this IEndpointRouteBuilder app, Operation operation, IReadOnlyList<ListFilter> filters, Func<DbSession, IReadOnlyList<SqlFilter>, Slice, Rows> read)
    {
        var full = operation with { Query = [.. filters.Select(filter => filter.Parameter), .. ListEndpoint.Paging] };
        app.Add(full, context => ListEndpoint.RunAsync(context, full, filters, read));
    }

    /// <summary>A list of documents.</summary>
    public static void List<T>(this IEndpointRouteBuilder app, Operation operation, IReadOnlyList<ListFilter> filters, DocumentTable<T> table) where T : class
        => app.List(operation, filters, (db, conditions, slice) => Keyset.Read(db, table, conditions, slice));

    /// <summary>One object with its tag.</summary>
    public static void One<T>(this IEndpointRouteBuilder app, Operation operation, Func<DbSession, string, T> find, Func<T, string?> tagOf)
    {
        var full = operation with { IsTagged = true };
        app.Add(full, context =>
        {
            RequestQuery.Read(context.Request, full);
            var found = context.Runtime().Database.Read(db => find(db, context.Call().Identity(full)));
            return Answers.WriteTaggedAsync(context, found, tagOf(found)!);
        });
    }

    /// <summary>Something of an object that is a secret: it has no tag, and nobody between is to keep it.</summary>
    public static void Get<T>(this IEndpointRouteBuilder app, Operation operation, Func<DbSession, string, PortalSetup, T> find)
        => app.Add(operation, context =>
        {
            RequestQuery.Read(context.Request, operation);
            var runtime = context.Runtime();
            context.Response.Headers.CacheControl = "no-store";
            return Answers.WriteAsync(context, runtime.Database.Read(db => find(db, context.Call().Identity(operation), runtime.Setup)));
        });

    /// <summary>Something that the portal says of itself.</summary>
    public static void Say<T>(this IEndpointRouteBuilder app, Operation operation, Func<HttpContext, T> say)
        => app.Add(operation, context =>
        {
            RequestQuery.Read(context.Request, operation);
            return Answers.WriteAsync(context, say(context));
        });

    /// <summary>A change.</summary>
    public static void Change<TBody, T>(this IEndpointRouteBuilder app, Operation operation, Func<ChangeScope, string, TBody, Outcome<T>> change, ChangeSteps<TBody>? steps = null) where TBody : class
    {
        var full = operation with { Query = [DryRun] };
        app.Add(full, context => ChangeEndpoint.RunAsync(context, full, change, steps));
    }

    /// <summary>A change of something that is no data of the portal's, such as which simulators are up. Nothing of it is kept under its key.</summary>
    public static void Do<TBody, T>(this IEndpointRouteBuilder app, Operation operation, Func<HttpContext, string, TBody, Task<Change<T>>> work) where TBody : class
        => app.Add(operation, async context =>
        {
            RequestQuery.Read(context.Request, operation);
            ChangeEndpoint.Key(context.Request);
            var (body, _) = await RequestBody.ReadAsync<TBody>(context.Request);
            await Answers.WriteAsync(context, await work(context, context.Call().Identity(operation), body));
        });

    public static PortalRuntime Runtime(this HttpContext context) => context.RequestServices.GetRequiredService<PortalRuntime>();

    static void Add(this IEndpointRouteBuilder app, Operation operation, Func<HttpContext, Task> handler)
    {
        // As a Delegate, not a RequestDelegate: only those are described.
        var route = app.MapMethods(PortalPath.Base + operation.Route, [operation.Method], (Delegate)handler)
            .WithName(operation.Id)
            .WithTags(operation.Tag)
            .WithSummary(operation.Summary)
            .WithDescription(operation.Description)
            .WithMetadata(operation);
        if (operation.BodyExample is { } body) route.Accepts(body.GetType(), "application/json");
        foreach (var success in operation.Successes) route.Produces(success.Status, success.Example.GetType(), "application/json");
        foreach (var status in RefusalStatuses.Of(operation)) route.Produces<Problem>(status, "application/problem+json");
    }
}

/// <summary>Which statuses an operation can refuse with.</summary>
static class RefusalStatuses
{
    public static IReadOnlyList<int> Of(Operation operation)
    {
        if (operation.IsOpen) return [400, 500];
        List<int> statuses = [400, 401, 429, 500];
        if (operation.ManagerOnly) statuses.Add(403);
        if (operation.Path is not null) statuses.Add(404);
        if (operation.IsMutation) statuses.AddRange([422, 503]);
        if (operation.BodyExample is not null) statuses.AddRange([413, 415]);
        if (operation.TakesTag) statuses.Add(412);
        statuses.AddRange(operation.Refusals);
        return [.. statuses.Distinct().Order()];
    }
}
