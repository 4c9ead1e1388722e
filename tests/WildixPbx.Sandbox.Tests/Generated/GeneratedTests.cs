using System.Globalization;
using System.Text;
using CsCheck;
using WildixPbx.Sandbox.Tests.Rules;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>
/// Generated steps on generated PBXs, on the real sandbox. How many and which ones is said by the environment; a failure says
/// what to set to see it again, and with how few steps.
/// </summary>
public sealed class GeneratedTests
{
    const int DefaultOperations = 600, EnoughForEveryRule = 10_000, StepsOfScenario = 40, Creations = 5, ScenariosOfSandbox = 40;
    const ulong DefaultSeed = 20200201;

    static readonly int Wanted = (int)(Number("WILDIXPBX_GENERATED_OPERATIONS") ?? DefaultOperations);
    static readonly ulong Seed = Number("WILDIXPBX_GENERATED_SEED") ?? DefaultSeed;

    [Theory]
    [InlineData("2020-02")]
    [InlineData("2022-04")]
    public async Task The_model_the_check_without_a_portal_the_dry_run_and_the_change_disagree(string rules)
    {
        SandboxProcess? sandbox = null;
        var tally = new Tally();
        try
        {
            for (var scenario = 0; tally.Changes < Wanted / RuleSandboxes.RuleSets.Length; scenario++)
            {
                if (scenario % ScenariosOfSandbox == 0)
                {
                    // A clock that was moved far is a portal with much to do; a new one begins today.
                    if (sandbox is not null) await sandbox.DisposeAsync();
                    sandbox = await SandboxProcess.StartAsync(null, "--rule-set", rules);
                }

                var seed = Seed + (ulong)scenario;
                var steps = Steps.Scenario(StepsOfScenario, Creations).Generate(new PCG(1, seed), null, out _);
                if (await TryAsync(sandbox!, rules, steps, tally) is { } failure) Assert.Fail(await DescribeAsync(sandbox!, rules, seed, steps, failure));
            }
        }
        finally
        {
            if (sandbox is not null) await sandbox.DisposeAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Changes} changes under {rules} from seed {Seed} on: {tally}."));
        if (tally.Changes >= EnoughForEveryRule) Assert.Empty(RuleTable.Of(rules).Except(tally.Rules)); // a rule that is never met is not tested
    }

    static async Task<Exception?> TryAsync(SandboxProcess sandbox, string rules, Step[] steps, Tally tally)
    {
        try
        {
            await new Scenario(await World.NewAsync(sandbox, rules), tally).PlayAsync(steps);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException) { return failure; }
    }

    /// <summary>Takes out each step that the failure does not need, and says what is left.</summary>
    static async Task<string> DescribeAsync(SandboxProcess sandbox, string rules, ulong seed, Step[] steps, Exception failure)
    {
        for (var place = steps.Length - 1; place >= 0; place--)
        {
            Step[] fewer = [.. steps.Where((_, index) => index != place)];
            if (await TryAsync(sandbox, rules, fewer, new Tally()) is { } still) (steps, failure) = (fewer, still);
        }

        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Rule set {rules}. Set WILDIXPBX_GENERATED_SEED={seed} to begin with this scenario. Its steps:");
        foreach (var step in steps) text.AppendLine(step.ToString());
        return text.Append(failure).ToString();
    }

    static ulong? Number(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : null;
}
