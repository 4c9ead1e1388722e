using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>
/// JSON with placeholders such as <c>{{title}}</c>. Values are escaped for a JSON string, and what chats take for markup
/// or a link in them is made harmless.
/// </summary>
sealed class WebhookTemplate
{
    /// <summary>What is sent where no template is given; Slack, Mattermost, Google Chat and others take it.</summary>
    public const string Simple = """{ "text": "{{title}}\n{{headline}}\n{{list}}" }""";

    /// <summary>PBXs in a list: a chat is read at a glance.</summary>
    const int ListRows = 15;

    const int MaximumName = 60;

    static readonly Regex Placeholder = new(@"\{\{\s*([\w.]+)\s*\}\}", RegexOptions.CultureInvariant);

    static readonly IReadOnlyDictionary<string, Func<ReportScope, string, string>> Values = new Dictionary<string, Func<ReportScope, string, string>>(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = static (_, title) => Harmless(title),
        ["asOf"] = static (scope, _) => ReportWords.AsOf(scope.Figures),
        ["headline"] = static (scope, _) => ReportWords.Headline(scope.Figures),
        ["list"] = static (scope, _) => ListOf(scope),
        ["total"] = static (scope, _) => Number(scope.Figures.Total),
        ["customers"] = static (scope, _) => Number(scope.Figures.Customers),
        ["needAction"] = static (scope, _) => Number(scope.Figures.NeedAction),
        ["emergencyOnly"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.EmergencyOnly)),
        ["grace"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.Grace)),
        ["notCovered"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.NotCovered)),
        ["unknown"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.Unknown)),
        ["ok"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.Ok)),
        ["notApplicable"] = static (scope, _) => Number(scope.Figures.In(LicenseCheckState.NotApplicable)),
    };

    readonly string _text;

    /// <summary>Reads a template, and tries it.</summary>
    /// <exception cref="ValidationException">It has a placeholder that is not known, or makes no JSON.</exception>
    public WebhookTemplate(string text)
    {
        _text = text;
        foreach (Match match in Placeholder.Matches(text))
        {
            if (!Values.ContainsKey(match.Groups[1].Value))
                throw Invalid($"has the placeholder {{{{{match.Groups[1].Value}}}}}, which is not known", $"There are {string.Join(", ", Values.Keys.Select(static name => $"{{{{{name}}}}}"))}.");
        }

        try
        {
            using var document = JsonDocument.Parse(Fill(new ReportScope(null), "title"));
        }
        catch (JsonException exception)
        {
            throw Invalid($"makes no JSON: {exception.Message.TrimEnd('.')}", "Put placeholders of texts between quotation marks; those of numbers may stand without.");
        }
    }

    /// <summary>The JSON of a report.</summary>
    public string Fill(ReportScope scope, string title)
        => Placeholder.Replace(_text, match => JsonEncodedText.Encode(Values[match.Groups[1].Value](scope, title)).ToString());

    static string ListOf(ReportScope scope)
    {
        var lines = new StringBuilder();
        foreach (var status in scope.Urgent.Take(ListRows))
        {
            var when = status.State == LicenseCheckState.Grace && status.DaysLeft is { } left ? $", {ReportWords.Count(left, "day", "days")} left" : "";
            lines.Append("- ").Append(status.Customer is { } customer ? Harmless(Short(customer)) + " / " : "").Append(Harmless(Short(status.Pbx))).Append(": ").Append(ReportWords.Of(status.State)).Append(when).Append('\n');
        }

        if (scope.Figures.NeedAction > ListRows) lines.Append("and ").Append(ReportWords.Number(scope.Figures.NeedAction - ListRows)).Append(" more\n");
        return lines.ToString().TrimEnd('\n');
    }

    // & < > as Slack wants them written, which others read too; and no link in square brackets.
    static string Harmless(string text)
        => CleanText.Inert(CleanText.Of(text)).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("](", "] (");

    // Chats refuse texts of more than some thousand characters, and then nobody is told anything.
    static string Short(string text)
        => text.Length <= MaximumName ? text : text.Substring(0, MaximumName - (char.IsHighSurrogate(text[MaximumName - 1]) ? 1 : 0)) + "...";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static ValidationException Invalid(string what, string action) => new("WebhookTemplateInvalid", $"The template of the webhook {what}.", action) { Column = "WebhookTemplate" };
}
