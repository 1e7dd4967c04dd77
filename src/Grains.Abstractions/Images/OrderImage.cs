using System.Text.Json.Serialization;

namespace Platform.Images;

/// <summary>When a picture was taken. The numbers travel: never reuse one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageKind>))]
public enum ImageKind
{
    [JsonStringEnumMemberName("before")] Before = 1,
    [JsonStringEnumMemberName("after")] After = 2,
}

/// <summary>A picture of an order. The bytes are a file that its hash names; it shows somebody's home, so it is
/// personal data.</summary>
/// <param name="No">Its place among the order's pictures, from 1.</param>
/// <param name="Kind">Before the work or after it.</param>
/// <param name="ContentType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="At">When it arrived, UTC.</param>
[GenerateSerializer, Immutable, Alias("Platform.OrderImage")]
public sealed record OrderImage(
    [property: Id(0)] int No,
    [property: Id(1)] ImageKind Kind,
    [property: Id(2)] string ContentType,
    [property: Id(3)] string Sha256,
    [property: Id(4)] DateTimeOffset At)
{
    /// <summary>Stands instead of the hash when the picture was erased: it names no file.</summary>
    public static string NoFile { get; } = new('0', 64);

    /// <summary>Whether it was erased with the person whose home it showed.</summary>
    [JsonIgnore]
    public bool IsErased => Sha256 == NoFile;
}

/// <summary>The words of pictures as they are stored.</summary>
public static class ImageWords
{
    public static string Of(ImageKind kind) => kind switch
    {
        ImageKind.Before => "before",
        ImageKind.After => "after",
    };

    /// <summary>Reads the word exactly; null when it is none of them.</summary>
    public static ImageKind? TryRead(string? text) => text switch
    {
        "before" => ImageKind.Before,
        "after" => ImageKind.After,
        _ => null,
    };
}

/// <summary>How pictures stand in the database's JSON: snake_case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OrderImage[]))]
public sealed partial class OrderImageJson : JsonSerializerContext;
