using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Shops;

/// <summary>One shop. Key: <c>{account}/{shop}</c>.</summary>
[Alias("Platform.IShopGrain")]
public interface IShopGrain : IGrainWithStringKey
{
    /// <summary>The shop as committed, or null.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<VersionedShop?>> Find();

    /// <summary>Makes the shop; the same command again answers the same shop.</summary>
    [Alias("Create")]
    Task<ShopOutcome> Create(ShopDetails details, Command command);

    /// <summary>Changes what the owner says about it.</summary>
    /// <param name="details">All of it, as it shall be.</param>
    /// <param name="version">The version the change was decided on, or null for any.</param>
    /// <param name="command">Who asks.</param>
    [Alias("Change")]
    Task<ShopOutcome> Change(ShopDetails details, long? version, Command command);

    /// <summary>Lets a number ring here. Refused when it rings in another shop of the platform.</summary>
    [Alias("AddNumber")]
    Task<ShopOutcome> AddNumber(ShopNumber number, Command command);

    /// <summary>Frees a number.</summary>
    [Alias("RemoveNumber")]
    Task<ShopOutcome> RemoveNumber(string e164, Command command);
}

/// <summary>A shop and its version.</summary>
[GenerateSerializer, Immutable, Alias("Platform.VersionedShop")]
public sealed record VersionedShop([property: Id(0)] Shop Shop, [property: Id(1)] long Version);

/// <summary>Why a command about a shop was refused.</summary>
public enum ShopRefusal
{
    NotFound = 1,
    VersionDiffers = 2,
    KeyReused = 3,
    LocationIdTaken = 4,
    NumberTaken = 5,
    NumberNotHere = 6,
    TooManyNumbers = 7,
}

/// <summary>The answer to a command: the shop as it now stands, or why not. Never both.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ShopOutcome")]
public sealed record ShopOutcome(
    [property: Id(0)] VersionedShop? Shop,
    [property: Id(1)] long Position,
    [property: Id(2)] ShopRefusal? Refusal,
    [property: Id(3)] bool IsReplayed = false)
{
    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Shop))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator ShopOutcome(ShopRefusal refusal) => new(null, 0, refusal);
}
