namespace WildixPbx.Sandbox.Tests;

/// <summary>Waits for what another process does in its own time.</summary>
static class Eventually
{
    /// <summary>Asks until it is so; fails with what was waited for.</summary>
    public static async Task TrueAsync(Func<Task<bool>> isSo, string what)
    {
        var end = DateTime.UtcNow + SandboxProcess.Patience;
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < end, $"Waited in vain until {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
