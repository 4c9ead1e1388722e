using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Gets the rules that changes are checked against, with where they are written. Needs no connection.</summary>
[Cmdlet(VerbsCommon.Get, "WmpRule")]
[OutputType(typeof(RuleInfo))]
public sealed class GetWmpRuleCommand : ContextCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("RuleId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string Id { get; set; } = "*";

    [Parameter]
    public RuleArea? Area { get; set; }

    [Parameter]
    public Severity? Severity { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(RuleSetCompleter))]
    public string? RuleSet { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        var set = RuleSet is null ? null : Rules.RuleSet.Find(RuleSet) ?? throw new NotFoundException(
            "NotFound", $"There is no rule set '{RuleSet}'.", "Give one of " + string.Join(", ", Rules.RuleSet.All) + ".");
        var pattern = new WildcardPattern(Id, WildcardOptions.IgnoreCase);
        var rules = RuleCatalog.All.Select(rule => rule.Info)
            .Where(rule => pattern.IsMatch(rule.Id))
            .Where(rule => Area is null || rule.Area == Area)
            .Where(rule => Severity is null || rule.Severity == Severity)
            .Where(rule => set is null || rule.Sets.Contains(set))
            .ToArray();
        if (rules.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(Id) && RuleCatalog.All.All(rule => !pattern.IsMatch(rule.Info.Id)))
            throw new NotFoundException("NotFound", $"There is no rule '{Id}'.", "Get-WmpRule without parameters lists them all.");
        WriteObject(rules, enumerateCollection: true);
        return Task.CompletedTask;
    }
}
