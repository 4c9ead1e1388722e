namespace WildixPbx.Tests;

/// <summary>
/// The shell dies by SIGKILL while it moves a PBX to the Cloud, at every line of the journal and inside the script; another
/// one goes on. What the Cloud PBX has in the end, row by row, is what it has where nobody dies.
/// </summary>
public sealed class MigrationKilledTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Theory]
    [InlineData("CreateInstance Began", null)]
    [InlineData("CreateInstance Done", null)]
    [InlineData("Activation Began", null)]
    [InlineData("Activation Done", null)]
    [InlineData("MoveData Began", null)]
    [InlineData("MoveData Began", "Start")]
    [InlineData("MoveData Began", "Questions")]
    [InlineData("MoveData Began", "Copy")]
    [InlineData("MoveData Began", "End")]
    [InlineData("MoveData Done", null)]
    [InlineData("CheckLogin Began", null)]
    [InlineData("CheckLogin Done", null)]
    public Task A_subscription_that_is_moved_twice_or_half_when_the_shell_dies_is_found(string line, string? hangsAt) => DieAsync(isSubscription: true, line, hangsAt);

    [Theory]
    [InlineData("CheckTarget Done", null)]
    [InlineData("MoveData Began", null)]
    [InlineData("MoveData Began", "Start")]
    [InlineData("MoveData Began", "Password")]
    [InlineData("MoveData Began", "Questions")]
    [InlineData("MoveData Began", "Copy")]
    [InlineData("MoveData Began", "End")]
    [InlineData("MoveData Done", null)]
    [InlineData("CheckLogin Began", null)]
    [InlineData("CheckLogin Done", null)]
    public Task A_new_instance_that_has_half_the_data_when_the_shell_dies_is_found(string line, string? hangsAt) => DieAsync(isSubscription: false, line, hangsAt);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_dies_the_same_is_there(bool isSubscription)
    {
        using var move = new KilledMigration(portal, isSubscription);
        Assert.False(await move.RunAsync(null));
        Assert.Equal("Completed", move.GoOn().Text("State"));
        CheckContent(move, isSubscription);
    }

    async Task DieAsync(bool isSubscription, string line, string? hangsAt)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        using var move = new KilledMigration(portal, isSubscription);

        // The last line may be there when the shell has ended already; then nobody died, and nothing is left to do.
        Assert.True(await move.RunAsync(line, hangsAt) || line == "CheckLogin Done");
        var run = move.GoOn();
        Assert.Equal("Completed", run.Text("State"));
        Assert.EndsWith("; takes the old password", run.Text("CloudBox"), StringComparison.Ordinal);
        CheckContent(move, isSubscription);
    }

    static void CheckContent(KilledMigration move, bool isSubscription)
    {
        var (found, wanted, hasRecordings) = move.Content();
        Assert.Equal(wanted, found);
        Assert.False(hasRecordings);
        Assert.Equal(isSubscription ? 1 : 0, move.Instances());
    }
}
