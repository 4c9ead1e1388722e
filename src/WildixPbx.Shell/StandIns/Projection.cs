using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Shell.StandIns;

/// <summary>What Select-Object makes of one object.</summary>
sealed class Projection(object[]? properties, string[] excluded, string? expanded)
{
    readonly Selector[] _selectors = properties is null && excluded.Length > 0 ? Selector.From(["*"]) : Selector.From(properties);
    readonly WildcardPattern[] _excluded = [.. excluded.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))];
    readonly Selector? _expanded = expanded is null ? null : Selector.From([expanded])[0];

    public IEnumerable<object?> Apply(PSObject item, Action<ErrorRecord> report)
    {
        if (_expanded is not null)
            return Expand(item, _expanded, report);
        return _selectors.Length == 0 ? [item] : [Selected(item, report)];
    }

    /// <summary>Two outputs with the same text here are the same to -Unique.</summary>
    public static string Identity(object? output) => output is PSObject { BaseObject: PSCustomObject } made
        ? string.Join('\u001f', made.Properties.Select(property => $"{property.Name}\u001e{property.Value}"))
        : output?.ToString() ?? "";

    IEnumerable<object?> Expand(PSObject item, Selector selector, Action<ErrorRecord> report)
    {
        var found = selector.Find(item).ToList();
        if (found.Count == 0)
        {
            report(new ErrorRecord(
                new PSArgumentException($"Property \"{expanded}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, item));
        }

        foreach (var value in found.SelectMany(property => Items(property.Value)))
        {
            if (_selectors.Length == 0 || value is null)
            {
                yield return value;
                continue;
            }

            var output = PSObject.AsPSObject(value);
            AddProperties(output, item, report);
            yield return output;
        }
    }

    PSObject Selected(PSObject item, Action<ErrorRecord> report)
    {
        var output = new PSObject();
        output.TypeNames.Insert(0, "Selected." + item.TypeNames[0]);
        AddProperties(output, item, report);
        return output;
    }

    void AddProperties(PSObject output, PSObject item, Action<ErrorRecord> report)
    {
        foreach (var selector in _selectors)
        {
            var found = selector.Find(item).ToList();
            // A plain name that the object lacks is still a column, empty.
            if (found.Count == 0 && !selector.Expression.HasWildCardCharacters)
                found.Add((selector.Label ?? selector.Expression.ToString(), null));

            foreach (var (name, value) in found)
            {
                if (_excluded.Any(pattern => pattern.IsMatch(name)))
                    continue;

                if (output.Properties[name] is null)
                    output.Properties.Add(new PSNoteProperty(name, value));
                else if (!selector.Expression.HasWildCardCharacters)
                    report(AlreadyThere(name, item));
            }
        }
    }

    static ErrorRecord AlreadyThere(string name, PSObject item) => new(
        new InvalidOperationException($"The property cannot be processed because the property \"{name}\" already exists."),
        "AlreadyExistingUserSpecifiedPropertyNoExpand", ErrorCategory.InvalidOperation, item);

    static IEnumerable<object?> Items(object? value)
        => LanguagePrimitives.GetEnumerable(value) is { } items and not IDictionary ? items.Cast<object?>() : [value];
}
