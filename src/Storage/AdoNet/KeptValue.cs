using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Commits;

/// <summary>One value of a column, as it is kept and as it is written.</summary>
internal static class KeptValue
{
    /// <summary>As it is kept; nothing for none.</summary>
    /// <exception cref="NotSupportedException">No column may have this type.</exception>
    public static JsonElement? Keep(object? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, Json(value.GetType()));

    /// <summary>As a column of this type has it.</summary>
    public static object? Restore(JsonElement? kept, Type type) => kept is { ValueKind: not JsonValueKind.Null } value
        ? value.Deserialize(Json(Nullable.GetUnderlyingType(type) ?? type))
        : null;

    private static JsonTypeInfo Json(Type type) =>
        KeptJson.Default.GetTypeInfo(type) ?? throw new NotSupportedException($"A {type} cannot be kept.");
}
