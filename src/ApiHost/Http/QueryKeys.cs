namespace Platform.Http;

/// <summary>A key that a list can be narrowed or sorted by, for the OpenAPI document.</summary>
/// <param name="Name">As it is written in the address.</param>
/// <param name="Description">What it does.</param>
/// <param name="Words">The values it can have; null for any.</param>
/// <param name="IsRepeated">Whether it may be given several times, which means "or".</param>
/// <param name="Format">Of text: <c>uuid</c>, <c>date-time</c>; null for none.</param>
internal sealed record QueryKey(
    string Name, string Description, IReadOnlyList<string>? Words = null, bool IsRepeated = false,
    string? Format = null)
{
    /// <summary>One of an enum's words, or several.</summary>
    public static QueryKey Of<T>(string name, string description, Func<T, string> word)
        where T : struct, Enum => new(name, description, [.. Enum.GetValues<T>().Select(word)], IsRepeated: true);

    /// <summary>An object's id, or several.</summary>
    public static QueryKey Id(string name, string description) =>
        new(name, description, IsRepeated: true, Format: "uuid");

    /// <summary>A time with offset.</summary>
    public static QueryKey Time(string name, string description) => new(name, description, Format: "date-time");
}

/// <summary>What a list's query can hold beside <c>limit</c> and <c>cursor</c>.</summary>
internal sealed record QueryKeys(IReadOnlyList<QueryKey> Keys);

/// <summary>Keys on routes.</summary>
internal static class QueryDocs
{
    /// <summary>Names what a list's query can hold.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params IReadOnlyList<QueryKey> keys) =>
        route.WithMetadata(new QueryKeys(keys));
}
