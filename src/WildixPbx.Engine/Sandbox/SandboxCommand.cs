using System.Diagnostics;
using System.Globalization;
using System.Text;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Sandboxes;

/// <summary>Writes the child's command line and environment. No secret is in either: both can be read by others.</summary>
static class SandboxCommand
{
    /// <summary>The file name of the sandbox's program.</summary>
    public const string Program = "WildixPbx.Sandbox.dll";

    // Tokens are none of the child's business, and what steers any web server must not steer this one.
    static readonly string[] Dropped =
    [
        "WMP_TOKEN", "WMP_TOKEN_FILE", "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "ASPNETCORE_ENVIRONMENT",
        "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS", "DOTNET_ENVIRONMENT", "URLS", "HTTP_PORTS", "HTTPS_PORTS",
    ];

    /// <summary>How the child is started.</summary>
    public static ProcessStartInfo Of(string dotnet, SandboxSettings settings, string dataPath)
    {
        var start = new ProcessStartInfo
        {
            FileName = dotnet,
            Arguments = string.Join(" ", Arguments(settings, dataPath).Select(Quoted)),
            WorkingDirectory = settings.ProgramPath,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in Dropped) start.EnvironmentVariables.Remove(name);
        return start;
    }

    static IEnumerable<string> Arguments(SandboxSettings settings, string dataPath)
    {
        yield return Path.Combine(settings.ProgramPath, Program);
        yield return "--urls";
        yield return "http://127.0.0.1:0";
        yield return "--data";
        yield return dataPath;
        yield return "--tokens-from-stdin";
        if (settings.Temporary) yield return "--temporary";
        if (settings.Reset) yield return "--reset";
        if (settings.RuleSet is { } ruleSet)
        {
            yield return "--rule-set";
            yield return ruleSet;
        }

        if (settings.RateLimit is { } limit)
        {
            yield return "--rate-limit";
            yield return limit.ToString(CultureInfo.InvariantCulture);
        }

        if (settings.ResponseDelay > TimeSpan.Zero)
        {
            yield return "--delay-ms";
            yield return ((long)Math.Ceiling(settings.ResponseDelay.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (settings.PriceListPath is { } prices)
        {
            yield return "--price-list";
            yield return Path.GetFullPath(prices);
        }

        // In one word each, since a seed may begin with dashes.
        if (settings.Seed is { } seed) yield return "--seed=" + seed;
        if (settings.PbxCount is { } count) yield return "--pbx-count=" + count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>One argument as both systems' command lines are read: in quotes, and backslashes doubled only before one.</summary>
    public static string Quoted(string argument)
    {
        if (argument.Length > 0 && argument.IndexOfAny([' ', '\t', '\n', '\v', '"']) < 0) return argument;
        var result = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }

            result.Append('\\', character == '"' ? backslashes * 2 + 1 : backslashes).Append(character);
            backslashes = 0;
        }

        return result.Append('\\', backslashes * 2).Append('"').ToString();
    }
}
