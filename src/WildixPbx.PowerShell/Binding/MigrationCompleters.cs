namespace WildixPbx.Binding;

/// <summary>Completes the database engines that the guide names.</summary>
public sealed class DatabaseEngineCompleter : ListCompleter
{
    private protected override IEnumerable<(string Word, string Tip)> Words()
        => [(DatabaseEngine.SQLite3, "moves from WMS 3 and 4"), (DatabaseEngine.MySql, "moves from WMS 4")];
}

/// <summary>Completes the rules of a move to the Cloud that can be overridden by name.</summary>
public sealed class OverridableRuleCompleter : ListCompleter
{
    private protected override IEnumerable<(string Word, string Tip)> Words() => MigrationOverrides.Known.Select(id => (id, Rules.RuleCatalog.Get(id).Info.When));
}
