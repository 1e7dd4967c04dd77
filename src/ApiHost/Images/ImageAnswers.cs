using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Platform.Http;

namespace Platform.Images;

/// <summary>A picture as HTTP says it.</summary>
/// <param name="No">Its place among the order's pictures, from 1.</param>
/// <param name="Url">A path on this platform that is good for an hour or two.</param>
public sealed record ImageAnswer(int No, ImageKind Kind, string Url, string ContentType, DateTimeOffset At);

/// <summary>How pictures travel over HTTP.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSerializable(typeof(ImagesAnswer))]
internal sealed partial class ImageHttpJson : JsonSerializerContext;

/// <summary>An order's pictures, the latest first.</summary>
public sealed record ImagesAnswer(IReadOnlyList<ImageAnswer> Items);

/// <summary>Writes pictures as HTTP says them, with their links.</summary>
internal static class ImageShapes
{
    /// <summary>What the OpenAPI document shows.</summary>
    public static ImageAnswer Example { get; } = new(
        1, ImageKind.Before, "/api/v1/images/AAAAAWkB…", Jpeg.ContentType, new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero));

    public static ImageAnswer Answer(OrderImage image, ImageLinks links) =>
        new(image.No, image.Kind, links.PathOf(image), image.ContentType, image.At);

    public static ImageAnswer[] Answer(ImmutableArray<OrderImage> images, ImageLinks links) =>
        [.. images.Select(image => Answer(image, links))];
}

/// <summary>The pages of this domain's problem codes.</summary>
internal static class ImageProblemPages
{
    public static IReadOnlyList<ProblemPage> All { get; } =
    [
        new("not-an-image", 415, "The file is no picture",
            "Its first bytes are those of none of the types that are taken, whatever its name or content type says.",
            "Send a JPEG, a PNG or a WebP without animation."),
        new("too-many-images", 409, "The order has as many pictures as it can have",
            "An order keeps a limited number of pictures.", "Choose the best ones before sending them."),
        new("person-erased", 409, "The customer was erased from the order",
            "A picture shows their home, so none is taken any more.", "Finish the order without a picture."),
        new("order-ended", 409, "The order has ended",
            "It was cancelled or has expired; nothing is added to it any more.", "Read the order again."),
    ];
}
