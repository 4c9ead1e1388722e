using System.Globalization;
using System.Threading.RateLimiting;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http;

/// <summary>What every request goes through, in this order: id and count, errors, rate limit, route, token.</summary>
static class Pipeline
{
    public const string HealthPath = PortalPath.Base + "health";
    const int LongestRequestId = 100;

    public static void UsePortalPipeline(this WebApplication app, SandboxOptions options)
    {
        var statistics = app.Services.GetRequiredService<Statistics>();
        app.Use((context, next) => BeginAsync(context, next, options, statistics));
        app.Use(ReportErrorsAsync);
        if (options.RateLimit is not null) app.UseRateLimiter();
        app.Use(RefuseCrookedPathsAsync);
        app.UseRouting();
        app.Use(AuthenticateAsync);
    }

    public static void AddPortalRateLimit(this IServiceCollection services, int perSecond) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Path == HealthPath
            ? RateLimitPartition.GetNoLimiter("health")
            : RateLimitPartition.GetTokenBucketLimiter("portal", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.RequestServices.GetRequiredService<Statistics>().CountThrottled();
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            await Answers.WriteAsync(rejected.HttpContext, Refusal.Throttled(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))));
        };
    });

    static Task BeginAsync(HttpContext context, RequestDelegate next, SandboxOptions options, Statistics statistics)
    {
        var given = context.Request.Headers["X-Request-Id"].ToString();
        var call = Call.Of(context, IsSane(given) ? given : "req-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        context.Response.Headers["X-Request-Id"] = call.RequestId;

        statistics.CountRequest();
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && context.Request.Query["dryRun"] != "true") statistics.CountMutating();
        if (options.Delay > TimeSpan.Zero) context.Response.OnStarting(() => Task.Delay(options.Delay, context.RequestAborted));
        return next(context);
    }

    static async Task ReportErrorsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null })
                await Answers.WriteAsync(context, OfStatus(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone. A change that was taken in is made all the same, under its key.
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await Answers.WriteAsync(context, Translate(context, error));
        }
    }

    static PortalException Translate(HttpContext context, Exception error)
    {
        switch (error)
        {
            case PortalException refusal:
                return refusal;
            case WriterClosedException:
                return Refusal.Busy();
            case BadHttpRequestException bad:
                return Refusal.Invalid(bad.Message, bad.StatusCode == 413 ? "Send a smaller body: 1 MB at most." : "Send a well-formed HTTP request.", bad.StatusCode);
            default:
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("WildixPbx.Sandbox").LogError(error, "Request {RequestId} failed.", context.Call().RequestId);
                return Refusal.Failed();
        }
    }

    static PortalException OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        415 => Refusal.WrongType(context.Request.ContentType),
        405 => Refusal.WrongMethod(context.Request.Method, context.Call().Path),
        _ => Refusal.NoRoute(context.Request.Method, context.Call().Path),
    };

    static Task RefuseCrookedPathsAsync(HttpContext context, RequestDelegate next)
        => context.Call().IsCrooked ? throw Refusal.NoRoute(context.Request.Method, context.Call().Path) : next(context);

    static Task AuthenticateAsync(HttpContext context, RequestDelegate next)
    {
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<Operation>();
        if (operation is { IsOpen: true }) return next(context);

        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) throw Refusal.Unauthenticated("The request has no bearer token.");
        var call = context.Call();
        call.Owner = context.RequestServices.GetRequiredService<PortalRuntime>().Tokens.OwnerOf(header[scheme.Length..].Trim());
        if (call.Owner is null) throw Refusal.Unauthenticated("The token is not one of this portal.");
        return operation is { ManagerOnly: true } && call.Owner != Owner.Manager ? throw Refusal.ManagerOnly() : next(context);
    }

    static bool IsSane(string id) => id.Length is > 0 and <= LongestRequestId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
