namespace WildixPbx.Rules;

/// <summary>The name of a PBX: a DNS label under <c>wildixin.com</c>.</summary>
public static class PbxName
{
    /// <summary>What follows every name.</summary>
    public const string Domain = ".wildixin.com";

    const int MaximumLength = 63;

    /// <summary>The name as the portal keeps it: in lower case, without the domain and without blanks around it.</summary>
    public static string Normalize(string text)
    {
#pragma warning disable CA1308 // DNS names are kept in lower case
        var name = text.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return name.EndsWith(Domain, StringComparison.Ordinal) ? name.Substring(0, name.Length - Domain.Length) : name;
    }

    /// <summary>Whether a normalized name is a DNS label.</summary>
    public static bool IsValid(string name)
        => name.Length is >= 1 and <= MaximumLength
            && name[0] != '-'
            && name[name.Length - 1] != '-'
            && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
