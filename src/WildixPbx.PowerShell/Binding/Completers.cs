using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using WildixPbx.Abstractions;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Binding;

/// <summary>What completion asks of a portal.</summary>
static class Completion
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks for at most two seconds. Completion helps where it can; the command itself will say what is wrong.</summary>
    public static void Ask(Func<CallContext, Task> question)
    {
        try
        {
            using var stop = new CancellationTokenSource(Patience);
            using var context = new PipelineContext();
            context.Run(() => question(new CallContext(stop.Token)));
        }
        catch (Exception e) when (e is WildixPbxException or OperationCanceledException)
        {
            // Whoever types on will hear it from the command.
        }
    }
}

/// <summary>Completes from a list of words that is at hand at once; never throws, never connects.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<(string Word, string Tip)> Words();

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = new WildcardPattern((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Words().Where(word => pattern.IsMatch(word.Word)).Select(word => new CompletionResult(word.Word, word.Word, CompletionResultType.ParameterValue, word.Tip));
    }
}

/// <summary>Completes the words of an enumeration, for parameters that bind as text.</summary>
public sealed class WordCompleter<T> : ListCompleter where T : struct, Enum
{
    private protected override IEnumerable<(string Word, string Tip)> Words() => Enum.GetNames(typeof(T)).Select(name => (name, name));
}

/// <summary>Completes the kinds of objects that the trail tells of.</summary>
public sealed class AuditKindCompleter : ListCompleter
{
    /// <summary>The kinds, as the portal writes them.</summary>
    internal static IReadOnlyList<(string Word, string Tip)> Kinds { get; } =
        [("pbx", "PBXs"), ("customer", "customers"), ("contact", "contacts"), ("hardwareOrder", "hardware orders"), ("request", "requests")];

    private protected override IEnumerable<(string Word, string Tip)> Words() => Kinds;
}

/// <summary>Completes rule ids.</summary>
public sealed class RuleCompleter : ListCompleter
{
    private protected override IEnumerable<(string Word, string Tip)> Words() => RuleCatalog.All.Select(rule => (rule.Info.Id, rule.Info.When));
}

/// <summary>Completes licence types of users.</summary>
public sealed class LicenseTypeCompleter : ListCompleter
{
    private protected override IEnumerable<(string Word, string Tip)> Words() => Boxes.LicenseType.Known.Select(type => (type, Boxes.LicenseType.ProfileOf(type)!));
}

/// <summary>Completes rule sets.</summary>
public sealed class RuleSetCompleter : ListCompleter
{
    private protected override IEnumerable<(string Word, string Tip)> Words() => RuleSet.All.Select(set => (set.Name, $"from {set.From:yyyy-MM-dd} on"));
}

/// <summary>Completes from a list of the portal, asked for once a connection and for at most two seconds.</summary>
public abstract class PortalCompleter<T> : ListCompleter
{
    private protected abstract PortalQuery<T> Query { get; }

    private protected abstract (string Word, string Tip) WordOf(T item);

    private protected sealed override IEnumerable<(string Word, string Tip)> Words()
    {
        if (RunspaceState.Default is not { } connection) return [];
        var items = connection.Lists.TryGetValue(typeof(T), out var known) ? (IReadOnlyList<T>)known : Ask(connection);
        return items.Select(WordOf);
    }

    IReadOnlyList<T> Ask(WmpConnection connection)
    {
        IReadOnlyList<T> items = [];
        Completion.Ask(async call =>
        {
            items = (await connection.Portal.ListAsync(Query, new PageRequest(), call)).Items;
            connection.Lists[typeof(T)] = items;
        });
        return items;
    }
}

/// <summary>Completes regions.</summary>
public sealed class RegionCompleter : PortalCompleter<Region>
{
    private protected override PortalQuery<Region> Query => PortalQueries.Regions();

    private protected override (string Word, string Tip) WordOf(Region item) => (item.Name, item.Location);
}

/// <summary>Completes licence profiles.</summary>
public sealed class ProfileCompleter : PortalCompleter<LicenseProfile>
{
    private protected override PortalQuery<LicenseProfile> Query => PortalQueries.Profiles();

    private protected override (string Word, string Tip) WordOf(LicenseProfile item) => (item.Name, item.Description);
}
