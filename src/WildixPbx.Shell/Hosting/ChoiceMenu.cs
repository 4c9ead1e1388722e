using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace WildixPbx.Shell.Hosting;

/// <summary>The answers to choose from; the letter after &amp; in a label chooses it, as does the label.</summary>
sealed class ChoiceMenu(Collection<ChoiceDescription> choices, int defaultChoice)
{
    public const string HelpKey = "?";

    readonly (string Key, string Label)[] _items = [.. choices.Select(choice => Split(choice.Label))];

    public string Line
    {
        get
        {
            var items = string.Join("  ", _items.Select(item => $"[{item.Key}] {item.Label}"));
            var byDefault = defaultChoice >= 0 ? $" (default is \"{_items[defaultChoice].Key}\")" : "";
            return $"{items}  [{HelpKey}] Help{byDefault}: ";
        }
    }

    public string Help => string.Join(Environment.NewLine, _items.Zip(choices, (item, choice) => $"{item.Key} - {choice.HelpMessage}"));

    /// <returns>The index of the choice; null when <paramref name="answer"/> is none of them.</returns>
    public int? Choose(string answer)
    {
        if (answer.Length == 0)
            return defaultChoice >= 0 ? defaultChoice : null;

        var index = Array.FindIndex(_items, item => Same(item.Key, answer) || Same(item.Label, answer));
        return index >= 0 ? index : null;
    }

    static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    static (string Key, string Label) Split(string label)
    {
        var mark = label.IndexOf('&', StringComparison.Ordinal);
        var text = mark < 0 ? label : label.Remove(mark, 1);
        return mark >= 0 && mark < text.Length ? (text[mark].ToString().ToUpperInvariant(), text) : (text, text);
    }
}
