namespace WildixPbx.Boxes;

/// <summary>A request as it is signed. What could not be signed so that the box sees the same is refused.</summary>
public sealed class S2SRequest
{
    const double LargestWholeFloat = 1e14;

    readonly PhpMap _headers = [];

    /// <summary>A request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="endpoint">The path, with the query where it has one.</param>
    /// <param name="host">The host of the box, without port.</param>
    /// <param name="applicationId">The id of the S2S application.</param>
    /// <param name="query">More of the query; it wins over that of the endpoint.</param>
    /// <param name="body">The body; not signed with GET and DELETE.</param>
    /// <param name="headers">Headers that are signed beside Host and X-APP-ID.</param>
    /// <exception cref="ValidationException">It holds what a query, a form or JSON does not carry unchanged (S2SUnsignable).</exception>
    public S2SRequest(string method, string endpoint, string host, string applicationId, PhpMap? query = null, PhpMap? body = null, PhpMap? headers = null)
    {
        Method = method;
        var mark = endpoint.IndexOfAny(['?', '#']);
        Path = "/" + (mark < 0 ? endpoint : endpoint.Substring(0, mark)).TrimStart('/');
        Query = mark < 0 || endpoint[mark] == '#' ? [] : PhpQuery.Parse(endpoint.Substring(mark + 1).Split('#')[0]);
        foreach (var entry in query ?? []) Query.Set(entry.Key, entry.Value);
        Body = method is "GET" or "DELETE" ? [] : body ?? [];
        foreach (var entry in headers ?? [])
        {
            if (entry.Value is PhpMap) throw Unsignable($"the header {entry.Key} has several values");
            if (IsNamed(entry.Key, "Host")) throw Unsignable("a second Host header is given");
            _headers.Set(entry.Key, entry.Value);
        }

        _headers.Set("Host", host);
        _headers.Set("X-APP-ID", applicationId.Trim());
        Check();
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path as it is written.</summary>
    public string Path { get; }

    /// <summary>The whole query.</summary>
    public PhpMap Query { get; }

    /// <summary>The body that is signed.</summary>
    public PhpMap Body { get; }

    /// <summary>The names of the signed headers, as they are given.</summary>
    public IReadOnlyList<string> HeaderNames => [.. _headers.Select(header => header.Key)];

    /// <summary>The path with the query, as it goes over the wire.</summary>
    public string Target => Query.Count == 0 ? Path : Path + "?" + PhpQuery.Write(Query);

    /// <summary>Whether the body goes as JSON; as a form otherwise.</summary>
    public bool IsJson => _headers.Exists(header => IsNamed(header.Key, "Content-Type") && header.Value is string type && type.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The text that is hashed.</summary>
    public string Canonical => S2SCanonical.Of(Method, Path, _headers, Query, Body);

    /// <summary>The token for this request.</summary>
    public string Token(string application, string secret, DateTimeOffset issuedAt)
        => S2SToken.Create(application, secret, issuedAt, HeaderNames, S2SCanonical.Hash(Canonical));

    void Check()
    {
        CheckFloats(Query);
        CheckFloats(Body);
        CheckCarried(Query, "query");
        if (!IsJson) CheckCarried(Body, "form");
    }

    // The box hashes what it reads: whatever comes out of the text otherwise than it went in would be refused as a forgery.
    static void CheckCarried(PhpMap map, string where)
    {
        var carried = PhpQuery.Parse(PhpQuery.Write(map));
        if (S2SCanonical.Of("", "", carried, [], []) != S2SCanonical.Of("", "", map, [], []))
            throw Unsignable($"the {where} holds a null, an empty list or a name that a {where} does not carry unchanged");
    }

    static void CheckFloats(PhpMap map)
    {
        foreach (var entry in map)
        {
            if (entry.Value is PhpMap inner) CheckFloats(inner);
            if (entry.Value is not double number) continue;
            var isNegativeZero = number == 0 && 1 / number < 0;
            var isLargeAndWhole = Math.Abs(number) >= LargestWholeFloat && Math.Floor(number) == number;
            if (isNegativeZero || isLargeAndWhole || double.IsNaN(number) || double.IsInfinity(number))
                throw Unsignable($"'{entry.Key}' is a number that JSON does not carry unchanged");
        }
    }

    static bool IsNamed(string name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);

    static ValidationException Unsignable(string why) => new(
        "S2SUnsignable", $"The request can't be signed so that the box sees the same: {why}. Nothing was sent.", "Leave out what has no value; give large numbers as texts.");
}
