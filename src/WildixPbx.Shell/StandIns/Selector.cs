using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace WildixPbx.Shell.StandIns;

/// <summary>One entry of a -Property list: a name with wildcards, a script block, or a table of Name, Expression, Descending.</summary>
sealed record Selector(string? Label, PSPropertyExpression Expression, bool? Descending)
{
    public static Selector[] From(IEnumerable<object>? properties) => [.. (properties ?? []).Select(From)];

    /// <summary>What is found in <paramref name="item"/>: nothing, one property, or many for a wildcard.</summary>
    public IEnumerable<(string Name, object? Value)> Find(PSObject item)
        => Expression.GetValues(item).Select(found => (Label ?? found.ResolvedExpression.ToString(), (object?)found.Result));

    /// <summary>The one value to sort, group or measure by; null when there is none.</summary>
    public object? Value(PSObject item) => Expression.GetValues(item) is [var found, ..] ? found.Result : null;

    static Selector From(object property) => Unwrap(property) switch
    {
        ScriptBlock script => new Selector(null, new PSPropertyExpression(script), null),
        IDictionary table => FromTable(table),
        var name => new Selector(null, new PSPropertyExpression(Text(name)), null),
    };

    static Selector FromTable(IDictionary table)
    {
        string? label = null;
        bool? descending = null;
        PSPropertyExpression? expression = null;
        foreach (DictionaryEntry entry in table)
        {
            var value = Unwrap(entry.Value!);
            switch (Text(entry.Key).ToUpperInvariant())
            {
                case "N" or "NAME" or "L" or "LABEL":
                    label = Text(value);
                    break;
                case "E" or "EXPRESSION":
                    expression = value is ScriptBlock script ? new PSPropertyExpression(script) : new PSPropertyExpression(Text(value));
                    break;
                case "DESCENDING":
                    descending = LanguagePrimitives.IsTrue(value);
                    break;
                case "ASCENDING":
                    descending = !LanguagePrimitives.IsTrue(value);
                    break;
                default:
                    throw new PSArgumentException($"A property table has the keys Name, Expression, Ascending or Descending, not {entry.Key}.");
            }
        }

        return expression is null
            ? throw new PSArgumentException("A property table needs an Expression.")
            : new Selector(label, expression, descending);
    }

    static object Unwrap(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    static string Text(object value) => value.ToString() ?? "";
}
