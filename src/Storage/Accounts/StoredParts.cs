using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;

namespace Platform.Accounts;

/// <summary>Columns that may be null.</summary>
internal static class NullableColumns
{
    public static Guid? GetNullableGuid(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static DateTimeOffset? GetNullableTime(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}

/// <summary>Roles as the database writes them.</summary>
internal static class StoredRoles
{
    public static Role Parse(string word) => word switch
    {
        "owner" => Role.Owner,
        "manager" => Role.Manager,
        "staff" => Role.Staff,
        "vendor" => Role.Vendor,
        _ => throw new InvalidOperationException($"The database holds an unknown role: {word}."),
    };
}

/// <summary>Parts of an API key's state.</summary>
internal static class StoredJson
{
    public static ImmutableArray<string> Texts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)];
    }

    public static ImmutableArray<ApiKeySecret> Secrets(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray().Select(secret => new ApiKeySecret(
                secret.GetProperty("hash").GetString()!,
                secret.TryGetProperty("valid_until", out var until) && until.ValueKind == JsonValueKind.String
                    ? until.GetDateTimeOffset()
                    : null)),
        ];
    }
}
