using Orleans.Concurrency;
using Platform.Commits;

namespace Platform.Shops;

/// <summary>A telephone number of the platform, which rings in one shop or in none. Key: the number in E.164.</summary>
[Alias("Platform.IPhoneNumberGrain")]
public interface IPhoneNumberGrain : IGrainWithStringKey
{
    /// <summary>Where it rings, or null: then nobody's shop may answer.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<NumberOwner?> Find();

    /// <summary>Makes it ring in a shop, unless it rings in another. True when it now rings there.</summary>
    [Alias("Claim")]
    Task<bool> Claim(NumberOwner owner, Command command);

    /// <summary>Frees it, if this shop has it.</summary>
    [Alias("Release")]
    Task Release(NumberOwner owner, Command command);
}

/// <summary>The shop in which a number rings.</summary>
[GenerateSerializer, Immutable, Alias("Platform.NumberOwner")]
public sealed record NumberOwner([property: Id(0)] Guid AccountId, [property: Id(1)] Guid ShopId);
