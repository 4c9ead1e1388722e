using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Simulators;
using WildixPbx.Sandbox.Http;
using WildixPbx.Sandbox.Http.Routes;
using WildixPbx.Sandbox.OpenApi;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>Builds the web application. Nothing of it touches the disk or listens until it is started.</summary>
static class PortalHost
{
    const int LargestBody = 1 << 20;

    /// <summary>Whether the build only wants the OpenAPI document.</summary>
    public static bool IsForDocument { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static WebApplication Build(SandboxOptions options, PriceBook prices)
    {
        // Empty: no file and no environment variable may add an address to listen on.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(PortalHost).Assembly.GetName().Name });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // stdout is the parent's: one line, and never another.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Whatever keeps it from starting is told in one line by whoever starts it, without the host's stack trace.
        WebApplication? app = null;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(options.EndPoint);
        });

        var services = builder.Services;
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddSingleton(options);
        services.AddSingleton(new PortalRuntime(options, prices));
        services.AddSingleton<Statistics>();
        services.AddSingleton<BoxFarm>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        if (options.RateLimit is { } perSecond) services.AddPortalRateLimit(perSecond);
        services.AddPortalDocument();
        if (!IsForDocument)
        {
            services.AddHostedService<DueWork>();
            services.AddSingleton<IHostLifetime, SignalLifetime>();
        }

        app = builder.Build();
        app.UsePortalPipeline(options);
        app.MapPortal(prices);
        app.MapCustomers();
        app.MapContacts();
        app.MapPbxs();
        app.MapPbxChanges();
        app.MapCloudMoves();
        app.MapSharing();
        app.MapHardware();
        app.MapRequests();
        app.MapRecords();
        app.MapSandbox(app.Services.GetRequiredService<PortalRuntime>().Clock);
        app.MapBoxes(app.Services.GetRequiredService<BoxFarm>());
        return app;
    }

    /// <summary>The address it listens on, with the port that it was given.</summary>
    public static Uri AddressOf(WebApplication app, SandboxOptions options)
    {
        var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return new UriBuilder(options.Url) { Port = bound.Port }.Uri;
    }
}
