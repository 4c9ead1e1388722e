using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Binding;

/// <summary>Completes the PBXs whose licences the given client may share: those of its customer that break no rule.</summary>
public sealed class ServerPbxCompleter : IArgumentCompleter
{
    static readonly IdentityTransformationAttribute Identity = new("ClientPbx", "Identity", "Id", "Serial", "Name", "PbxId", "Pbx");

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var connection = fakeBoundParameters["Connection"] as WmpConnection ?? RunspaceState.Default;
        var given = fakeBoundParameters["ClientPbx"] ?? fakeBoundParameters["Identity"];
        if (connection is null || Identity.Transform(null!, given) is not ObjectIdentity { Text: { } client }) return [];

        var pattern = new WildcardPattern((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Allowed(connection, client).Where(server => pattern.IsMatch(server.Name))
            .Select(server => new CompletionResult(server.Name, server.Name, CompletionResultType.ParameterValue, $"{server.Platform}, {server.Licenses}"));
    }

    static IReadOnlyList<Pbx> Allowed(WmpConnection connection, string identity)
    {
        IReadOnlyList<Pbx> allowed = [];
        Completion.Ask(async call =>
        {
            var client = await connection.Portal.GetAsync(PortalLookups.Pbx(identity), call);
            var page = await connection.Portal.ListAsync(PortalQueries.Pbxs(new PbxFilter { Customer = client.CustomerId }), new PageRequest(), call);
            allowed = [.. page.Items.Where(server => IsAllowed(client, server, RuleSet.Find(connection.RuleSet) ?? RuleSet.Guide2020))];
        });
        return allowed;
    }

    static bool IsAllowed(Pbx client, Pbx server, RuleSet ruleSet) => RuleCatalog
        .Check(new Proposal { Operation = RuleArea.Sharing, Subject = client.Name, Now = DateTimeOffset.UtcNow, RuleSet = ruleSet, Pbx = client, ServerPbx = server })
        .All(finding => finding.Severity != Severity.Error);
}
