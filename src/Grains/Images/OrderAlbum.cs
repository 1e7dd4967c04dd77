using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Images;

/// <summary>The state of an album: the pictures in the order they came.</summary>
/// <param name="IsClosed">The person whose home they show was erased: none is taken any more.</param>
internal sealed record OrderAlbum(
    Guid AccountId, Guid OrderId, ImmutableArray<OrderImage> Images, bool IsClosed = false)
{
    public const int ImagesMax = 20;
}

/// <summary>A picture as a row; replaced when the person is erased.</summary>
internal sealed record OrderImageRow(
    Guid AccountId, Guid OrderId, OrderImage Image, int Bytes, string Actor) : IRow;

/// <summary>Body of <c>order.image_added</c>.</summary>
internal sealed record ImageAdded(Guid OrderId, int ImageNo, ImageKind ImageKind, Guid? ShopId, Guid? VendorId);

/// <summary>How albums are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderAlbum))]
[JsonSerializable(typeof(ImageAdded))]
internal sealed partial class OrderAlbumJson : JsonSerializerContext;
