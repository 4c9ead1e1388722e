using System.Globalization;

namespace WildixPbx.Binding;

/// <summary>
/// Reads the cells of one input. An empty or blank cell means not given; what can't be read is gathered, so that one
/// error names every such cell with what it may hold.
/// </summary>
sealed class RowReader
{
    List<(string Column, string Problem)>? _problems;

    /// <summary>A text without the blanks around it, or null.</summary>
    public static string? Text(string? cell) => string.IsNullOrWhiteSpace(cell) ? null : cell!.Trim();

    /// <summary>A text that has to be there.</summary>
    public string Required(string column, string? cell, string accepted)
    {
        if (Text(cell) is { } text)
        {
            if (text.IndexOfAny(['\n', '\r']) >= 0) Add(column, $"{column} can't be several values or lines; pipe one input for each");
            return text;
        }

        Add(column, $"{column} is missing; {accepted}");
        return "";
    }

    /// <summary>A whole number. Its range is for the rules to judge, where it fits 32 bits.</summary>
    public int? Count(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        if (text[0] == '+') return Bad<int>(column, text, "an absolute count without a sign, such as 30; for more or fewer there are -Add and -Remove");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && text != "-0") return count;
        return Bad<int>(column, text, "a whole number without separators, such as 30; blank means not given");
    }

    /// <summary>An amount of money, without a currency.</summary>
    public decimal? Amount(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return amount;
        return Bad<decimal>(column, text, "an amount of 0 or more with a decimal point, such as 1250.50");
    }

    /// <summary>How long the SSH port is to be open.</summary>
    public TimeSpan? SshDuration(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        return Durations.Read(text) is { } duration && Durations.IsOfSsh(duration) ? duration : Bad<TimeSpan>(column, text, Durations.Forms + ", " + Durations.SshBounds);
    }

    /// <summary>Counts by profile, such as <c>UC-Essential 30, PBX-BASIC 10</c>.</summary>
    public LicenseCounts? Counts(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        var counts = new LicenseCounts();
        foreach (var part in text.Split(','))
        {
            var words = part.Split([' ', ':', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) counts[words[0]] = count;
            else Add(column, $"{column} can't be '{text}': it takes counts by profile, such as UC-Essential 30, PBX-BASIC 10");
        }

        return counts;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string column, string? cell)
    {
        if (Text(cell) is not { } text) return null;
        return text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => Bad<bool>(column, text, "True or False"),
        };
    }

    /// <summary>A moment, which is in UTC where it has no offset; see <see cref="MomentCells"/>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The cell, as text or as a moment.</param>
    /// <param name="zone">The time zone of what has no offset; UTC where none is given.</param>
    /// <param name="culture">The culture in which dates are written; where none is given, none is guessed that can be read in two ways.</param>
    public DateTimeOffset? Moment(string column, object? value, TimeZoneInfo? zone = null, CultureInfo? culture = null)
        => new MomentCells(this, zone, culture).Read(column, value);

    /// <summary>One of an enumeration's words, in any case; blanks and hyphens in it don't matter.</summary>
    public T? Word<T>(string column, string? cell) where T : struct, Enum
    {
        if (Text(cell) is not { } text) return null;
        var word = text.Replace(" ", "").Replace("-", "");
        foreach (var name in Enum.GetNames(typeof(T)))
            if (string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) return (T)Enum.Parse(typeof(T), name);
        return Bad<T>(column, text, "one of " + string.Join(", ", Enum.GetNames(typeof(T))));
    }

    /// <summary>One of an enumeration's words that has to be there.</summary>
    public T RequiredWord<T>(string column, string? cell) where T : struct, Enum
    {
        if (Text(cell) is null) Required(column, cell, "one of " + string.Join(", ", Enum.GetNames(typeof(T))));
        return Word<T>(column, cell) ?? default;
    }

    /// <summary>What could not be read; none where all could.</summary>
    public string? Problem => _problems is null ? null : string.Join(" ", _problems.Select(problem => problem.Problem));

    /// <summary>Whether a column has a problem.</summary>
    public bool IsBad(string column) => _problems?.Exists(problem => problem.Column == column) == true;

    /// <summary>Notes a problem that the caller found.</summary>
    public void Add(string column, string problem) => (_problems ??= []).Add((column, problem));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ValidationException">Something could not be read, or is missing.</exception>
    public void ThrowIfBad()
    {
        if (Error(" and repeat this input; nothing was done for it.") is { } error) throw error;
    }

    /// <summary>The error of what could not be read; none where all could.</summary>
    /// <param name="then">What to do after the columns were corrected, the end of a sentence.</param>
    public ValidationException? Error(string then)
        => _problems is null ? null : new ValidationException(
            "Validation",
            string.Join(" ", _problems.Select(problem => problem.Problem + ".")),
            "Correct " + string.Join(", ", _problems.Select(problem => problem.Column).Distinct()) + then)
        { Column = _problems[0].Column };

    /// <summary>Notes a cell that can't be read.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The cell.</param>
    /// <param name="accepted">What it takes, the end of a sentence.</param>
    public T? Bad<T>(string column, string text, string accepted) where T : struct
    {
        Add(column, $"{column} can't be '{NameText.Isolated(text)}': it takes {accepted}");
        return null;
    }
}
