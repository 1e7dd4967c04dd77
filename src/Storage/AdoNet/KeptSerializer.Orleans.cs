using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;

namespace Platform.Commits;

/// <summary>How Orleans' storage writes what it is given.</summary>
internal sealed class KeptSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input!, Json<T>()));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize(input, Json<T>());

    private static JsonTypeInfo<T> Json<T>() => (JsonTypeInfo<T>)KeptJson.Default.GetTypeInfo(typeof(T))!;
}
