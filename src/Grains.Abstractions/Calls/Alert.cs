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
}

/// <summary>One alert of a day. Key: <c>{account}/{alert}</c>.</summary>
[Alias("Platform.IAlertGrain")]
public interface IAlertGrain : IGrainWithStringKey
{
    /// <summary>Raises it, or counts it once more.</summary>
    [Alias("Raise")]
    Task Raise(string kind, string subject, Command command);
}
