namespace WildixPbx.Migrations;

/// <summary>Reads which groups of data move, of parameters or of a row's cells.</summary>
static class DataCells
{
    static readonly char[] Between = [';', ','];

    /// <summary>The choice: several groups may stand in one text, between them <c>;</c> or <c>,</c>. Blank cells say nothing.</summary>
    public static DataChoice Read(string[]? include, string[]? exclude) => new() { Include = Patterns(include), Exclude = Patterns(exclude) };

    /// <summary>Refuses what is given by hand and yet says nothing.</summary>
    /// <exception cref="ValidationException">It is blank (Validation).</exception>
    public static void RefuseBlank(string parameter, string[]? values)
    {
        if (values is { Length: > 0 } && values.Any(value => Patterns([value]).Length == 0))
            throw new ValidationException("Validation", $"-{parameter} is given, but says nothing.", $"Name groups of data, or leave -{parameter} out.") { Column = parameter };
    }

    static string[] Patterns(string[]? values)
        => [.. (values ?? []).SelectMany(value => (value ?? "").Split(Between)).Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0)];
}
