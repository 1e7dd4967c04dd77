using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Orleans.Concurrency;
using Platform.Commits;
using Platform.Live;

namespace Platform.Images;

/// <summary>The pictures of one order. Key: <c>{account}/{order}</c>.</summary>
[Alias("Platform.IOrderAlbumGrain")]
public interface IOrderAlbumGrain : IGrainWithStringKey
{
    /// <summary>All pictures, the latest first, as committed.</summary>
    [AlwaysInterleave, Alias("Find")]
    Task<Snapshot<ImmutableArray<OrderImage>>> Find();

    /// <summary>Adds a picture whose bytes are kept already. The same picture as the latest of its kind changes
    /// nothing and is answered again.</summary>
    [Alias("Add")]
    Task<AlbumOutcome> Add(NewOrderImage image, Command command);

    /// <summary>Lets go of every picture, and takes none any more: the sweep then removes the files.</summary>
    [Alias("Erase")]
    Task Erase(Command command);
}

/// <summary>A picture to add.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="ShopId">The order's shop, for those who are bound to one.</param>
/// <param name="VendorId">Whose order it is; he hears of it.</param>
[GenerateSerializer, Immutable, Alias("Platform.NewOrderImage")]
public sealed record NewOrderImage(
    [property: Id(0)] ImageKind Kind,
    [property: Id(1)] string ContentType,
    [property: Id(2)] string Sha256,
    [property: Id(3)] int Bytes,
    [property: Id(4)] Guid? ShopId,
    [property: Id(5)] Guid? VendorId);

/// <summary>Why a picture was refused.</summary>
public enum AlbumRefusal
{
    KeyReused = 1,
    Full = 2,
    PersonErased = 3, // It would show the home of somebody who was erased.
}

/// <summary>The answer to a command: the picture, or why not. Never both.</summary>
[GenerateSerializer, Immutable, Alias("Platform.AlbumOutcome")]
public sealed record AlbumOutcome(
    [property: Id(0)] OrderImage? Image,
    [property: Id(1)] long Position,
    [property: Id(2)] AlbumRefusal? Refusal,
    [property: Id(3)] bool IsReplayed = false)
{
    [MemberNotNullWhen(true, nameof(Refusal)), MemberNotNullWhen(false, nameof(Image))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator AlbumOutcome(AlbumRefusal refusal) => new(null, 0, refusal);
}
