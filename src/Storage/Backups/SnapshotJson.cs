using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Backups;

/// <summary>Manifests, and counts as the database keeps them: snake_case.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(AccountSnapshot))]
[JsonSerializable(typeof(ErasureMark))]
internal sealed partial class SnapshotJson : JsonSerializerContext;

/// <summary>The small file beside a snapshot that says what is in it: the record itself. A snapshot without one is
/// none.</summary>
internal static class SnapshotManifest
{
    public const string Suffix = ".manifest.json";

    public static byte[] Write(AccountSnapshot snapshot) =>
        JsonSerializer.SerializeToUtf8Bytes(snapshot, SnapshotJson.Default.AccountSnapshot);

    /// <exception cref="SnapshotFaultException">It is none, or a newer program's.</exception>
    public static AccountSnapshot Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            // The format first: of a newer one nothing else is known.
            var format = document.RootElement.GetProperty("format").GetInt32();
            if (format > SnapshotFormat.Version)
                throw SnapshotFormat.Newer(format);
            return document.Deserialize(SnapshotJson.Default.AccountSnapshot)!;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SnapshotFaultException(DrillFault.Damaged, "The manifest cannot be read.", failure);
        }
    }
}
