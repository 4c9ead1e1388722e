using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http;

/// <summary>What a change that is too large for one transaction does before it and after it.</summary>
/// <param name="Before">Does the most of it; not where an answer is kept already.</param>
/// <param name="After">Does what may come later, before the answer goes out.</param>
sealed record ChangeSteps<TBody>(Func<PortalRuntime, TBody, Task> Before, Func<PortalRuntime, Task> After)
{
    public async Task<(KeptAnswer Answer, bool IsReplay)> AroundAsync(PortalRuntime runtime, TBody body, bool isKnown, Func<Task<(KeptAnswer Answer, bool IsReplay)>> make)
    {
        try
        {
            if (!isKnown) await Before(runtime, body);
            var made = await make();
            await After(runtime);
            return made;
        }
        catch
        {
            // The clock has no savepoint: where a transaction fails it is what the data say.
            await runtime.Writer.RunAsync(db =>
            {
                runtime.Clock.Load(db);
                return true;
            });
            throw;
        }
    }
}
