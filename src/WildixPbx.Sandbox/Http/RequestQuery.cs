using System.Globalization;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http;

/// <summary>The query of a request, checked against what its operation takes.</summary>
sealed class RequestQuery
{
    readonly IQueryCollection _query;

    RequestQuery(IQueryCollection query) => _query = query;

    /// <summary>Checks every parameter: a misspelled filter that is passed over would answer with everything.</summary>
    public static RequestQuery Read(HttpRequest request, Operation operation)
    {
        foreach (var (name, values) in request.Query)
        {
            var parameter = operation.Query.FirstOrDefault(known => known.Name == name) ?? throw Unknown(name, operation);
            if (values.Count > 1 && !parameter.IsList) throw Refusal.Invalid($"The query parameter '{name}' is given {values.Count} times.", "Give it once.");
            foreach (var value in values) Check(parameter, value ?? "");
        }

        return new RequestQuery(request.Query);
    }

    /// <summary>The values of a parameter; none where it is not given.</summary>
    public IReadOnlyList<string> All(string name) => [.. _query[name].OfType<string>()];

    /// <summary>The value of a parameter that is given once; null where it is not.</summary>
    public string? One(string name) => _query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>Whether a flag is true; false where it is not given.</summary>
    public bool IsSet(string name) => One(name) == "true";

    /// <summary>A moment with its offset, as RFC 3339 has it.</summary>
    public static bool TryMoment(string text, out DateTimeOffset moment)
        => DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    /// <summary>A whole number from 0.</summary>
    public static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    static void Check(QueryParameter parameter, string value)
    {
        var accepted = parameter.Kind switch
        {
            QueryKind.Word => parameter.Words!.Contains(value) ? null : $"Accepted: {string.Join(", ", parameter.Words!)}.",
            QueryKind.Flag => value is "true" or "false" ? null : "Accepted: true, false.",
            QueryKind.Moment => TryMoment(value, out _) ? null : "Accepted: a moment such as 2026-01-31T00:00:00Z.",
            QueryKind.Number => TryNumber(value, out var number) && number >= parameter.Least && number <= parameter.Most ? null : $"Accepted: a whole number from {parameter.Least} to {parameter.Most}.",
            _ => value.Length > 0 ? null : "Accepted: a text that is not empty.",
        };
        if (accepted is not null) throw Refusal.Invalid($"The query parameter '{parameter.Name}' is '{value}'.", accepted);
    }

    static PortalException Unknown(string name, Operation operation)
        => Refusal.Invalid($"There is no query parameter '{name}' here.", operation.Query.Count == 0 ? "This takes none." : $"This takes: {string.Join(", ", operation.Query.Select(known => known.Name))}.");
}
