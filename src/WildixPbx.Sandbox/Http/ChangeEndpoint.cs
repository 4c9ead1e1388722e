using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http;

/// <summary>
/// Every change goes this way, in the order of the contract: token (before), key, If-Match, rules. The answer is
/// written under its key in the savepoint of the change.
/// </summary>
static class ChangeEndpoint
{
    const int LongestKey = 200;

    public static async Task RunAsync<TBody, T>(HttpContext context, Operation operation, Func<ChangeScope, string, TBody, Outcome<T>> change, ChangeSteps<TBody>? steps = null) where TBody : class
    {
        var runtime = context.RequestServices.GetRequiredService<PortalRuntime>();
        var call = context.Call();
        var request = context.Request;
        var isDryRun = RequestQuery.Read(request, operation).IsSet("dryRun");
        var key = isDryRun ? null : Key(request);
        var (body, bytes) = await RequestBody.ReadAsync<TBody>(request);

        var order = new ChangeOrder(call.Actor, call.RequestId, key, isDryRun, request.Headers.IfMatch is { Count: > 0 } tags ? tags.ToString() : null);
        var sent = new Sent(request.Method, call.Path, Hash(request.Method, call.Path, bytes));
        var identity = call.Identity(operation);
        Task<(KeptAnswer Answer, bool IsReplay)> MakeAsync() => runtime.Writer.RunAsync(db => Decide(db, runtime.Setup, order, sent, scope => change(scope, identity, body)));
        var (answer, isReplay) = steps is null || isDryRun ? await MakeAsync() : await steps.AroundAsync(runtime, body, IsKnown(runtime, order), MakeAsync);

        var headers = context.Response.Headers;
        if (isReplay) headers["Idempotency-Replayed"] = "true";
        if (answer.ETag is { } tag) headers.ETag = tag;
        if (answer.Location is { } location) headers.Location = location;
        await Answers.WriteAsync(context, answer.Status, answer.Body, answer.Status < 400 ? Answers.Json : Answers.ProblemJson);
    }

    static (KeptAnswer Answer, bool IsReplay) Decide<T>(DbSession db, PortalSetup setup, ChangeOrder order, Sent sent, Func<ChangeScope, Outcome<T>> change)
    {
        if (order.Key is { } key && KeptAnswers.Find(db, order.Actor, key) is { } kept)
            return kept.Request.AsSpan().SequenceEqual(sent.Hash) ? (kept.Answer, true) : throw Refusal.KeyReused(key);

        // What is due comes first: a change is judged on what is, and the trail is in the order of time.
        if (!order.DryRun) PlayDue(db, setup);
        var scope = new ChangeScope(db, order, setup, setup.Now);
        var answer = order.DryRun ? Rehearse(scope, change) : Make(scope, change);
        if (order.Key is { } newKey) KeptAnswers.Add(db, order.Actor, newKey, sent.Method, sent.Path, sent.Hash, answer, setup.Now);
        return (answer, false);
    }

    // A refusal by the rules is an answer like any other: it is kept, while what the operation wrote before is not.
    static KeptAnswer Make<T>(ChangeScope scope, Func<ChangeScope, Outcome<T>> change)
    {
        scope.Db.Execute("SAVEPOINT change");
        try
        {
            var outcome = change(scope);
            scope.Db.Execute("RELEASE change");
            return new KeptAnswer(outcome.Status, Json(outcome.Change), outcome.ETag, outcome.Location is { } path ? PortalPath.Base + path : null);
        }
        catch (PortalException refusal) when (refusal.Code == ProblemCode.RuleViolation)
        {
            TakeBack(scope.Db);
            return new KeptAnswer(refusal.Status, Answers.Bytes(refusal, scope.Order.RequestId!), null, null);
        }
    }

    static KeptAnswer Rehearse<T>(ChangeScope scope, Func<ChangeScope, Outcome<T>> change)
    {
        scope.Db.IsRehearsal = true;
        scope.Db.Execute("SAVEPOINT change");
        try
        {
            PlayDue(scope.Db, scope.Setup);
            return new KeptAnswer(StatusCodes.Status200OK, Json(change(scope).Change), null, null);
        }
        finally
        {
            scope.Db.IsRehearsal = false;
            TakeBack(scope.Db);
        }
    }

    static void PlayDue(DbSession db, PortalSetup setup)
    {
        if (Timeline.IsDue(db, setup.Now)) Timeline.Play(db, setup, setup.Now);
    }

    static bool IsKnown(PortalRuntime runtime, ChangeOrder order) => runtime.Database.Read(db => KeptAnswers.Find(db, order.Actor, order.Key!)) is not null;

    static void TakeBack(DbSession db)
    {
        db.Execute("ROLLBACK TO change");
        db.Execute("RELEASE change");
    }

    /// <summary>The key of a change.</summary>
    public static string Key(HttpRequest request)
    {
        var values = request.Headers["Idempotency-Key"];
        var key = values.Count == 1 ? values.ToString().Trim() : "";
        return key.Length is > 0 and <= LongestKey && key.All(letter => letter is >= ' ' and <= '~')
            ? key
            : throw Refusal.Invalid(values.Count == 0 ? "The header Idempotency-Key is missing." : "The header Idempotency-Key can't be read.", $"Send one Idempotency-Key of 1 to {LongestKey} printable ASCII characters; a new one for each change, the same to repeat it.");
    }

    static byte[] Hash(string method, string path, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method} {path}\n"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    static byte[] Json<T>(Change<T> change) => JsonSerializer.SerializeToUtf8Bytes(change, WireJson.Options);

    readonly record struct Sent(string Method, string Path, byte[] Hash);
}
