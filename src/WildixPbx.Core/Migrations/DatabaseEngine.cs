namespace WildixPbx;

/// <summary>The database engines that the guide names for a move to the Cloud. Others are read and shown as they are called.</summary>
public static class DatabaseEngine
{
    /// <summary>Moves from WMS 3 and 4.</summary>
    public const string SQLite3 = nameof(SQLite3);

    /// <summary>Moves from WMS 4 only.</summary>
    public const string MySql = "MySQL";

    /// <summary>An engine's name as the guide writes it; another one as it was written. Case and a blank before the 3 do not matter.</summary>
    public static string Spelled(string name)
    {
        var trimmed = name.Trim();
        var plain = trimmed.Replace(" ", "");
        return string.Equals(plain, SQLite3, StringComparison.OrdinalIgnoreCase) ? SQLite3 : string.Equals(plain, MySql, StringComparison.OrdinalIgnoreCase) ? MySql : trimmed;
    }

    /// <summary>
    /// The engine that a name may be another spelling of, such as <c>sqlite</c> or <c>sqllite</c> of SQLite3; none where it
    /// is not like any. A letter may be too many or too few, and the letters in another order; another letter makes another
    /// name, such as MSSQL.
    /// </summary>
    public static string? Meant(string name)
    {
        var written = Letters(name);
        return new[] { SQLite3, MySql }.FirstOrDefault(engine => IsLike(written, Letters(engine)));
    }

    static bool IsLike(string one, string other) => (one.Length - other.Length) switch
    {
        0 => one.OrderBy(letter => letter).SequenceEqual(other.OrderBy(letter => letter)),
        1 => Enumerable.Range(0, one.Length).Any(index => one.Remove(index, 1) == other),
        -1 => IsLike(other, one),
        _ => false,
    };

    static string Letters(string name) => string.Concat(name.Where(char.IsLetter)).ToUpperInvariant();
}
