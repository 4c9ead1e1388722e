using WildixPbx.Runs;

namespace WildixPbx.Tests;

/// <summary>What a run's journal says: where it stands, and which step comes next under which key.</summary>
public sealed class RunTests
{
    static readonly TermWish Wish = new()
    {
        Term = Term.Monthly, PreviousTerm = Term.Yearly, Licenses = new() { ["UC-Essential"] = 12 }, PreviousLicenses = new() { ["UC-Essential"] = 10, ["PBX-BASIC"] = 3 }, QuotedFee = new Money(48, "EUR"),
    };

    [Fact]
    public void A_version_5_UUID_is_that_of_the_RFC()
        => Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), RunKeys.NameUuid(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Fact]
    public void Keys_are_the_same_again_and_others_for_another_run_step_target_or_attempt()
    {
        Assert.Equal(RunKeys.Of("run_1", "ChangeTerm", "pbx_1"), RunKeys.Of("run_1", "ChangeTerm", "pbx_1", 0));
        string[] keys = [RunKeys.Of("run_1", "ChangeTerm", "pbx_1"), RunKeys.Of("run_2", "ChangeTerm", "pbx_1"), RunKeys.Of("run_1", "ZeroLicenses", "pbx_1"), RunKeys.Of("run_1", "ChangeTerm", "pbx_2"), RunKeys.Of("run_1", "ChangeTerm", "pbx_1", 1)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Theory]
    [InlineData("https://portal.example.com", "https://PORTAL.example.com/", true)]
    [InlineData("https://portal.example.com/a", "https://portal.example.com/b", false)]
    [InlineData("https://portal.example.com", "https://portal.example.com:8443", false)]
    [InlineData("https://portal.example.com", "http://portal.example.com", false)]
    [InlineData("http://127.0.0.1:5080", "http://localhost:41233", true)] // a sandbox takes another port at each start
    [InlineData("http://127.0.0.1:5080", "https://portal.example.com", false)]
    public void Only_on_this_machine_the_port_says_nothing(string one, string other, bool same)
        => Assert.Equal(same, RunKeys.MayBeSamePortal(new Uri(one), new Uri(other)));

    // Each journal in one line: Z, A, T, R are the steps, + begun, . done, ! refused, and r a request on it.
    [Theory]
    [InlineData("", RunState.Running, "ZeroLicenses", 0, false)]
    [InlineData("Z+", RunState.Running, "ZeroLicenses", 0, true)]
    [InlineData("Z+ Z!", RunState.Failed, null, 0, false)]
    [InlineData("Z+ Z.", RunState.Running, "ChangeTerm", 0, false)] // a portal that needs no approval
    [InlineData("Z+ Z.r", RunState.Waiting, "Approval", 0, false)]
    [InlineData("Z+ Z.r A!", RunState.Denied, null, 0, false)]
    [InlineData("Z+ Z.r A.", RunState.Running, "ChangeTerm", 0, false)]
    [InlineData("Z+ Z.r A. T+", RunState.Running, "ChangeTerm", 0, true)]
    [InlineData("Z+ Z.r A. T+ T.", RunState.Completed, null, 0, false)]
    [InlineData("Z+ Z.r A. T+ T!", RunState.Running, "RestoreLicenses", 0, false)]
    [InlineData("Z+ Z.r A. T+ T! R+", RunState.Running, "RestoreLicenses", 0, true)]
    [InlineData("Z+ Z.r A. T+ T! R+ R!", RunState.NeedsAttention, "RestoreLicenses", 1, false)]
    [InlineData("Z+ Z.r A. T+ T! R+ R! R+", RunState.NeedsAttention, "RestoreLicenses", 1, true)]
    [InlineData("Z+ Z.r A. T+ T! R+ R! R+ R.", RunState.Reverted, null, 0, false)]
    [InlineData("Z+ Z.r A. T+ T! R+ R! T+", RunState.NeedsAttention, "ChangeTerm", 1, true)] // tried once more
    [InlineData("Z+ Z.r A. T+ T! R+ R! T+ T!", RunState.NeedsAttention, "RestoreLicenses", 1, false)]
    [InlineData("Z+ Z.r A. T+ T! T.", RunState.Completed, null, 0, false)] // somebody has changed it at the portal
    public void The_journal_alone_says_what_comes_next(string journal, RunState state, string? step, int attempt, bool isBegun)
    {
        var entries = Journal(journal);
        var next = TermSteps.Next(Wish, entries);
        Assert.Equal(state, TermSteps.StateOf(Wish, entries));
        Assert.Equal(step, next?.Name);
        if (next is not null) Assert.Equal((attempt, isBegun), (next.Attempt, next.Begun is not null));
    }

    [Theory]
    [InlineData("", RunState.Running, "ChangeTerm")]
    [InlineData("T+", RunState.Running, "ChangeTerm")]
    [InlineData("T+ T!", RunState.Failed, null)] // nothing was taken from it that could be put back
    [InlineData("T+ T.", RunState.Completed, null)]
    [InlineData("T+ T.r", RunState.Waiting, "Approval")] // counts that go down where the term stays
    [InlineData("T+ T.r A.", RunState.Completed, null)]
    [InlineData("T+ T.r A!", RunState.Denied, null)]
    public void Without_licences_there_is_one_step(string journal, RunState state, string? step)
    {
        var wish = Wish with { PreviousLicenses = [] };
        Assert.Equal((state, step), (TermSteps.StateOf(wish, Journal(journal)), TermSteps.Next(wish, Journal(journal))?.Name));
    }

    [Theory]
    [InlineData("Z+ Z.r", false)]
    [InlineData("Z+ Z.r A.", true)]
    [InlineData("Z+ Z.r A. T+ T! R+ R!", true)]
    [InlineData("Z+ Z.r A. T+ T! R+ R.", false)]
    [InlineData("Z+ Z.r A. T+ T.", false)]
    public void A_PBX_is_without_licences_from_the_approval_until_it_has_some(string journal, bool isWithout)
        => Assert.Equal(isWithout ? Approved : null, TermSteps.Read(Head, Journal(journal)).WithoutLicensesSince);

    [Theory]
    [InlineData(0, 0, "PBX-BASIC 3, UC-Essential 10")]
    [InlineData(11, 0, "PBX-BASIC 3")]
    [InlineData(10, 2, "PBX-BASIC 3")]
    [InlineData(10, 3, "")]
    public void Only_what_is_below_what_it_was_is_put_back(int essential, int basic, string counts)
        => Assert.Equal(counts, string.Join(", ", TermSteps.ToRestore(Wish, new() { ["UC-Essential"] = essential, ["PBX-BASIC"] = basic }).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}")));

    [Fact]
    public void The_fee_of_the_second_save_counts_every_licence_at_the_new_terms_price()
    {
        LicenseProfile[] profiles = [Profile("UC-Essential", 4), Profile("PBX-BASIC", 1.5m)];
        Assert.Equal(new Money(52.5m, "EUR"), TermForesight.FeeOf(Term.Monthly, new() { ["uc-essential"] = 12, ["PBX-BASIC"] = 3, ["UC-Nothing"] = 9 }, profiles, "EUR"));

        static LicenseProfile Profile(string name, decimal price) => new() { Name = name, Description = "", Prices = new Dictionary<string, Money> { ["Monthly"] = new(price, "EUR"), ["Yearly"] = new(999, "EUR") } };
    }

    static readonly DateTimeOffset Approved = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    static readonly RunHead Head = new() { Id = "run_1", Kind = RunKind.Term, Portal = new Uri("https://portal.example.com"), PbxId = "pbx_1", Pbx = "mill-office", Customer = "Contoso", CreatedOn = Approved, Term = Wish };

    static RunEntry[] Journal(string line) => [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => new RunEntry
    {
        At = Approved.AddDays(1),
        Step = word[0] switch { 'Z' => TermSteps.ZeroLicenses, 'A' => TermSteps.Approval, 'T' => TermSteps.ChangeTerm, _ => TermSteps.RestoreLicenses },
        Event = word[1] switch { '+' => RunEvent.Began, '.' => RunEvent.Done, _ => RunEvent.Refused },
        RequestId = word.EndsWith('r') ? "req_1" : null,
        EffectiveOn = word is "A." ? Approved : null,
    })];
}
