namespace WildixPbx.Binding;

/// <summary>
/// Notes the columns whose texts hold U+FFFD: that character stands for bytes which made no sense in the encoding that a file
/// was read in, such as the letters of Windows-1252 in UTF-8. They are lost, and only reading the file again brings them back.
/// </summary>
sealed class LostLetters
{
    const char Replacement = '\uFFFD';

#if NET8_0_OR_GREATER
    const string Encoding = "1252";
#else
    const string Encoding = "Default";
#endif

    readonly List<(string Column, string First, int Count)> _columns = [];

    /// <summary>Looks at the names of a PBX.</summary>
    public void LookAt(LicenseCheckStatus status)
    {
        LookAt("Customer", status.Customer);
        LookAt("Pbx", status.Pbx);
        LookAt("Serial", status.Serial);
        LookAt("Model", status.Model);
    }

    /// <summary>What was lost and how to get it back; none where nothing was.</summary>
    public string? Warning()
    {
        if (_columns.Count == 0) return null;
        var places = _columns.Select(static column => $"in the column {column.Column} of {column.Count} {(column.Count == 1 ? "input" : "inputs")} (first '{column.First}')");
        return $"Letters were lost before they came here: the character U+FFFD stands for them {string.Join(" and ", places)}. Probably a file was read in another encoding than its own: give Import-Csv -Encoding, for most files of Windows programs -Encoding {Encoding}.";
    }

    void LookAt(string column, string? text)
    {
        if (text is null || text.IndexOf(Replacement) < 0) return;
        var place = _columns.FindIndex(known => known.Column == column);
        if (place < 0) _columns.Add((column, text, 1));
        else _columns[place] = _columns[place] with { Count = _columns[place].Count + 1 };
    }
}
