namespace WildixPbx.Shell.Tests;

public sealed class StandInTests(StandInRun run) : IClassFixture<StandInRun>
{
    public static TheoryData<string> Names => [.. StandInCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stand_in_does_as_the_real_one(string name) => Assert.Equal(StandInCases.All[name].Expected, run.Results[name]);
}
