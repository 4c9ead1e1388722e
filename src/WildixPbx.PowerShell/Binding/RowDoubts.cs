using System.Text.RegularExpressions;

namespace WildixPbx.Binding;

/// <summary>Notes what is odd about rows of a file and no error: a PBX that came before, a serial that a spreadsheet took for a number.</summary>
sealed class RowDoubts
{
    static readonly Regex Rounded = new(@"\A[0-9][.,][0-9]+E\+[0-9]+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    readonly HashSet<ulong> _seen = [];
    (int Count, string First) _again, _rounded;

    /// <summary>Looks at a row.</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="index">Its number, from 1.</param>
    public void LookAt(LicenseCheckFacts facts, int index)
    {
        if (facts.Serial is { } serial && Rounded.IsMatch(serial)) Note(ref _rounded, $"'{serial}'");
        else if (!_seen.Add(facts.Serial is { } own ? TextHash.Of("", own.ToUpperInvariant()) : TextHash.Of(facts.Customer ?? "\r", facts.Pbx)))
            Note(ref _again, FormattableString.Invariant($"input {index}, '{NameText.Isolated(facts.Pbx)}'"));
    }

    /// <summary>What there is to say, a sentence each.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_again.Count > 0)
            yield return FormattableString.Invariant($"{_again.Count} {(_again.Count == 1 ? "input is" : "inputs are")} of a PBX that came before, first {_again.First}: each is judged by itself.");
        if (_rounded.Count > 0)
            yield return FormattableString.Invariant($"A spreadsheet has rounded the serial in {_rounded.Count} {(_rounded.Count == 1 ? "row" : "rows")}, first {_rounded.First}: make the column Serial text there, and export again.");
    }

    static void Note(ref (int Count, string First) doubt, string first) => doubt = (doubt.Count + 1, doubt.Count == 0 ? first : doubt.First);
}
