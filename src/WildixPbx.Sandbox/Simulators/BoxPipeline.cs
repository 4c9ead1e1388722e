using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WildixPbx.Portal;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>What every request to a box goes through: misbehaviour, login, route, envelope.</summary>
static class BoxPipeline
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task RunAsync(HttpContext context, BoxServer box)
    {
        try
        {
            await AnswerAsync(context, box);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
    }

    static async Task AnswerAsync(HttpContext context, BoxServer box)
    {
        if (box.State.IsAway())
        {
            context.Abort();
            return;
        }

        await box.TakeMovedUsersAsync();
        var call = await BoxCall.ReadAsync(context);
        var behaviors = box.State.Behaviors;
        if (behaviors.Contains(BoxBehavior.Hang)) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (BoxAccess.Refuses(context, box, call) is { } refusal)
        {
            await WriteAsync(context, refusal, new Dictionary<string, object?> { ["type"] = "error", ["reason"] = refusal == 401 ? "Unauthorized" : "Forbidden", ["code"] = refusal });
            return;
        }

        if (box.Refuses(call)) await WriteAsync(context, 200, new Dictionary<string, object?> { ["type"] = "error", ["reason"] = BoxStop.Reason });
        else if (behaviors.Contains(BoxBehavior.ServerError)) await WriteAsync(context, 500, new Dictionary<string, object?> { ["type"] = "error", ["reason"] = "Internal error" });
        else if (behaviors.Contains(BoxBehavior.ErrorInSuccess)) await WriteAsync(context, 200, new Dictionary<string, object?> { ["type"] = "error", ["reason"] = "The PBX is not ready" });
        else if (behaviors.Contains(BoxBehavior.NotJson)) await WriteAsync(context, 200, Encoding.UTF8.GetBytes("<html><body>Log in</body></html>"), "text/html");
        else await RouteAsync(context, box, call);
    }

    static async Task RouteAsync(HttpContext context, BoxServer box, BoxCall call)
    {
        var answer = await BoxRoutes.AnswerAsync(box, call);
        if (answer.IsPlain) await WriteAsync(context, answer.Status, Encoding.UTF8.GetBytes("Not found"), "text/plain");
        else if (answer.Status >= 400) await WriteAsync(context, answer.Status, new Dictionary<string, object?> { ["type"] = "error", ["reason"] = answer.Value, ["code"] = answer.Status });
        else await WriteAsync(context, answer.Status, new Dictionary<string, object?> { ["type"] = "result", ["result"] = Written(answer.Value, box.State.Behaviors) });
    }

    /// <summary>A result as a box writes it: texts for numbers, and an empty map as an empty list.</summary>
    static object? Written(object? value, IReadOnlySet<BoxBehavior> behaviors) => value switch
    {
        BoxList list when behaviors.Contains(BoxBehavior.BareArrays) => list.Records.Select(record => Written(record, behaviors)).ToArray(),
        BoxList list when behaviors.Contains(BoxBehavior.NoTotals) => new Dictionary<string, object?> { ["records"] = list.Records.Select(record => Written(record, behaviors)).ToArray() },
        BoxList list => new Dictionary<string, object?> { ["total"] = list.Total, ["records"] = list.Records.Select(record => Written(record, behaviors)).ToArray() },
        IReadOnlyDictionary<string, object?> { Count: 0 } => Array.Empty<object>(),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Written(member.Value, behaviors)),
        long or int => behaviors.Contains(BoxBehavior.Numbers) ? value : Convert.ToString(value, CultureInfo.InvariantCulture),
        bool flag => behaviors.Contains(BoxBehavior.Numbers) ? value : flag ? "1" : "0",
        _ => value,
    };

    static Task WriteAsync(HttpContext context, int status, Dictionary<string, object?> body) => WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(body, Json), "application/json");

    static async Task WriteAsync(HttpContext context, int status, byte[] body, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}

/// <summary>A list, with how many there are in all.</summary>
sealed record BoxList(IReadOnlyList<IReadOnlyDictionary<string, object?>> Records, int Total);

/// <summary>An answer before it is written.</summary>
/// <param name="Value">What was asked for, or the reason why not.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsPlain">Whether it is a plain text, as for a record that is not there.</param>
sealed record BoxAnswer(object? Value, int Status = 200, bool IsPlain = false);
