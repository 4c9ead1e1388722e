using System.Globalization;
using System.Text;

namespace WildixPbx.Sandbox.Seeding;

/// <summary>A company's name, its town, and what is left of both in a DNS label.</summary>
sealed record CompanyName(string Name, string Town, string Label);

/// <summary>Invented companies of half of Europe, in the letters that their names have there.</summary>
static class CompanyNames
{
    static readonly string[] Words =
    [
        "Adler", "Ångbåt", "Árpád", "Belvédère", "Bergsjö", "Birkenhof", "Brežice", "Castelvecchio", "Čapek", "Dębno", "Édelweiss", "Eikelund",
        "Fåborg", "Ferrovia", "Fjällräven", "Glavnik", "Göteberg", "Haldengut", "Île-Verte", "Jeřáb", "Kastanienhof", "Køgevej", "Łazienki",
        "Lindwurm", "Mühlbach", "Montefiore", "Nørrebro", "Nußbaum", "Ørsted", "Ostwind", "Öresund", "Piñeiro", "Ponteverde", "Quellwasser",
        "Říčany", "Rosengarten", "Sant'Elmo", "Señorío", "Šumava", "Tannenberg", "Trois-Épis", "Überland", "Valle d'Oro", "Vörösmarty",
        "Weißdorn", "Wiśniowa", "Ypsilon", "Zámek", "Żuraw", "Olive Grove", "Harbour", "Lakeside", "Northgate", "Old Mill", "Stonebridge",
        "Whitfield", "Παραλία", "Эльбрус", "Beauséjour",
    ];

    static readonly string[] Trades =
    [
        "Logistik", "Hotels", "Bau", "Klinik", "Trasporti", "Vini", "Énergie", "Møbler", "Pharma", "Verlag", "Assicurazioni", "Foods", "Textil",
        "Consulting", "Automobile", "Schulen", "Impianti", "Médias", "Print", "Optik", "Immobilien", "Elektro", "Garden & Co.", "Metall", "Travel",
        "Druck", "Wasser",
    ];

    static readonly string[] Towns =
    [
        "Aarhus", "Basel", "Bologna", "Bratislava", "Brno", "Brussel", "Cádiz", "Dublin", "Exeter", "Firenze", "Genève", "Gdańsk", "Graz", "Györ",
        "Hamburg", "Innsbruck", "Košice", "København", "Kraków", "Leeds", "Liège", "Ljubljana", "Łódź", "Lyon", "Málaga", "Malmö", "München",
        "Nîmes", "Oslo", "Ostrava", "Padova", "Plzeň", "Poznań", "Riga", "Saarbrücken", "Sevilla", "Torino", "Tromsø", "Trento", "Turku",
        "Zürich",
    ];

    static readonly int Combinations = Words.Length * Trades.Length * Towns.Length;

    // A prime that divides none of the three lengths: steps of it meet each combination once before any again.
    const int Stride = 7_919;

    /// <summary>The name of a company of an estate; no two companies have the same, or the same label.</summary>
    public static CompanyName Of(int start, long index)
    {
        var round = index / Combinations;
        var place = (int)((start + index * Stride) % Combinations);
        var (word, trade, town) = (Words[place % Words.Length], Trades[place / Words.Length % Trades.Length], Towns[place / Words.Length / Trades.Length]);
        var number = round == 0 ? "" : (round + 1).ToString(CultureInfo.InvariantCulture);
        return new($"{word} {trade} {town}{(round == 0 ? "" : " ")}{number}", town, $"{Label(word)}-{Label(trade)}-{Label(town)}{number}");
    }

    /// <summary>A place to begin at.</summary>
    public static int StartOf(string seed) => new Dice(seed, "names", 0).Below(Combinations);

    /// <summary>A text in the letters of a DNS label.</summary>
    static string Label(string text)
    {
        var label = new StringBuilder(text.Length);
#pragma warning disable CA1308 // DNS labels are written in lower case.
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
#pragma warning restore CA1308
        {
            if (char.IsAsciiLetterLower(letter)) label.Append(letter);
            else if (Letters.TryGetValue(letter, out var ascii)) label.Append(ascii);
        }

        return label.ToString();
    }

    static readonly Dictionary<char, string> Letters = new()
    {
        ['ø'] = "oe", ['ł'] = "l", ['ß'] = "ss", ['æ'] = "ae",
        ['π'] = "p", ['α'] = "a", ['ρ'] = "r", ['λ'] = "l", ['ι'] = "i",
        ['э'] = "e", ['л'] = "l", ['ь'] = "", ['б'] = "b", ['р'] = "r", ['у'] = "u", ['с'] = "s",
    };
}
