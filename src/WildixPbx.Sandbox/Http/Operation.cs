namespace WildixPbx.Sandbox.Http;

/// <summary>
/// One operation of the contract: what routes a request, checks its query and describes it in the OpenAPI document, so
/// that these three can't say different things.
/// </summary>
sealed record Operation
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>The route below the base path.</summary>
    public required string Route { get; init; }

    public required string Tag { get; init; }

    public required string Summary { get; init; }

    public required string Description { get; init; }

    /// <summary>What stands for <c>{identity}</c> or <c>{id}</c>.</summary>
    public PathParameter? Path { get; init; }

    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The body's type with an example; none where it takes none.</summary>
    public object? BodyExample { get; init; }

    /// <summary>Answers of success, each with an example.</summary>
    public required IReadOnlyList<Success> Successes { get; init; }

    /// <summary>The statuses of refusal beyond those that every operation has.</summary>
    public IReadOnlyList<int> Refusals { get; init; } = [];

    /// <summary>Whether it takes If-Match.</summary>
    public bool TakesTag { get; init; }

    /// <summary>Whether it answers If-None-Match with 304.</summary>
    public bool IsTagged { get; init; }

    public bool ManagerOnly { get; init; }

    /// <summary>Whether what it changes is no data of the portal's: it has no tag, and no answer of it is kept under its key.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>Whether it needs no token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether the object itself is gone afterwards.</summary>
    public bool RemovesObject => Method == HttpMethods.Delete && Route.EndsWith('}');

    public bool IsMutation => Method != HttpMethods.Get;
}

/// <summary>An answer of success.</summary>
sealed record Success(int Status, string Description, object Example);

/// <summary>The identity in a path.</summary>
sealed record PathParameter(string Name, string Description, string Example);

/// <summary>How a query parameter is written.</summary>
enum QueryKind
{
    Text,
    Word,
    Flag,
    Moment,
    Number,
}

/// <summary>A query parameter.</summary>
/// <param name="Name">As it is written in the query.</param>
/// <param name="Description">What it does.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Example">A value of it.</param>
/// <param name="Words">The accepted words of a <see cref="QueryKind.Word"/>.</param>
/// <param name="IsList">Whether it may be given several times, as alternatives.</param>
/// <param name="Least">The least that a <see cref="QueryKind.Number"/> may be.</param>
/// <param name="Most">The most that it may be.</param>
sealed record QueryParameter(string Name, string Description, QueryKind Kind, object Example, IReadOnlyList<string>? Words = null, bool IsList = false, int Least = 0, int Most = int.MaxValue)
{
    /// <summary>A parameter that takes the words of an enumeration.</summary>
    public static QueryParameter OfEnum<T>(string name, string description, T example) where T : struct, Enum
        => new(name, description, QueryKind.Word, example.ToString(), Enum.GetNames<T>(), IsList: true);
}
