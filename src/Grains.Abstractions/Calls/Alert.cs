using Platform.Commits;

namespace Platform.Calls;

/// <summary>Something the account should look at, counted where it repeats.</summary>
[GenerateSerializer, Immutable, Alias("Platform.Alert")]
public sealed record Alert
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }

    /// <summary>For example <c>unknown-number</c>.</summary>
    [Id(2)] public required string Kind { get; init; }

    /// <summary>What it is about, for example the number that rang nowhere.</summary>
    [Id(3)] public required string Subject { get; init; }

    [Id(4)] public required DateTimeOffset FirstAt { get; init; }
    [Id(5)] public required DateTimeOffset LastAt { get; init; }
    [Id(6)] public required long Count { get; init; }

    /// <summary>The object behind it, where there is one: an item of the stock, an order.</summary>
    [Id(7)] public Guid? SubjectId { get; init; }

    /// <summary>What was found, in words; null where the kind says all.</summary>
    [Id(8)] public string? Detail { get; init; }
}

/// <summary>What an alert says.</summary>
/// <param name="Kind">For example <c>low-stock</c>.</param>
/// <param name="Subject">What it is about, by name.</param>
/// <param name="SubjectId">The object behind it.</param>
/// <param name="Detail">What was found.</param>
[GenerateSerializer, Immutable, Alias("Platform.AlertText")]
public sealed record AlertText(
    [property: Id(0)] string Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] Guid? SubjectId = null,
    [property: Id(3)] string? Detail = null);

/// <summary>One alert, of a day or of what happened once. Key: <c>{account}/{alert}</c>.</summary>
[Alias("Platform.IAlertGrain")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Raises it, or counts it once more.</summary>
    [Alias("Raise")]
    Task Raise(string kind, string subject, Command command);

    /// <summary>The same, with the object that it is about.</summary>
    [Alias("RaiseAbout")]
    Task RaiseAbout(AlertText text, Command command);

    /// <summary>Raises it unless it was raised before: however often it is told, it happened once.</summary>
    [Alias("RaiseOnce")]
    Task RaiseOnce(AlertText text, Command command);
}
