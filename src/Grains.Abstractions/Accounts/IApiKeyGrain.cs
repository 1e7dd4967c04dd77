using System.Collections.Immutable;
using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Accounts;

/// <summary>One API key of an account. Key <c>{account}/{api key}</c>.</summary>
[Alias("Platform.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>The key, or null when there is none.</summary>
    [AlwaysInterleave]
    [Alias("View")]
    Task<ApiKeyView?> View();

    /// <summary>Makes the key. The same again answers it.</summary>
    [Alias("Create")]
    Task<ApiKeyOutcome> Create(Command command, NewApiKey key);

    /// <summary>Gives the key a new secret. The old one stays valid for a while.</summary>
    [Alias("Reroll")]
    Task<ApiKeyOutcome> Reroll(Command command, ApiKeyReroll reroll);

    /// <summary>Ends the key at once. Twice is fine.</summary>
    [Alias("Revoke")]
    Task<ApiKeyOutcome> Revoke(Command command);
}

/// <summary>A new API key.</summary>
/// <param name="Prefix">The public part that it is looked up by.</param>
/// <param name="SecretHash">Keyed hash of its secret; never the secret.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewApiKey")]
public sealed record NewApiKey(
    [property: Id(0)] string Name,
    [property: Id(1)] string Prefix,
    [property: Id(2)] string SecretHash,
    [property: Id(3)] ImmutableArray<string> Scopes,
    [property: Id(4)] Guid? ShopId,
    [property: Id(5)] DateTimeOffset? ExpiresAt);

/// <summary>A new secret for a key.</summary>
/// <param name="Overlap">How long the old secret stays valid.</param>
[GenerateSerializer, Immutable, Alias("Platform.ApiKeyReroll")]
public sealed record ApiKeyReroll(
    [property: Id(0)] int Generation,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] TimeSpan Overlap);

/// <summary>An API key as the API sees it.</summary>
/// <param name="Generation">1 for the first secret, one more with each reroll.</param>
/// <param name="SecretHash">Of the newest secret.</param>
[GenerateSerializer, Immutable, Alias("Platform.ApiKeyView")]
public sealed record ApiKeyView(
    [property: Id(0)] Guid ApiKeyId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Prefix,
    [property: Id(3)] ImmutableArray<string> Scopes,
    [property: Id(4)] Guid? ShopId,
    [property: Id(5)] DateTimeOffset? ExpiresAt,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset? RevokedAt,
    [property: Id(8)] int Generation,
    [property: Id(9)] string SecretHash,
    [property: Id(10)] long Version);

/// <summary>Why a key's command was refused. The numbers travel: never reuse one.</summary>
public enum ApiKeyRefusal
{
    Unknown = 1,
    Revoked = 2,
    OtherGeneration = 3, // It was rerolled meanwhile.
    KeyReused = 4,       // The command's key was used with another request.
}

/// <summary>The answer to a command: the key as it now stands, or why it was refused. Never both.</summary>
/// <param name="IsReplay">The command was executed before; this is the answer again.</param>
[GenerateSerializer, Immutable, Alias("Platform.ApiKeyOutcome")]
public sealed record ApiKeyOutcome(
    [property: Id(0)] ApiKeyView? Key,
    [property: Id(1)] ApiKeyRefusal? Refusal,
    [property: Id(2)] bool IsReplay = false)
{
    public static implicit operator ApiKeyOutcome(ApiKeyRefusal refusal) => new(null, refusal);
}
