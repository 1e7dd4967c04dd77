using NpgsqlTypes;

namespace Platform.Commits;

/// <summary>What PostgreSQL and Npgsql call the types of columns.</summary>
internal static class ColumnTypes
{
    /// <summary>The type's name in SQL.</summary>
    public static string Sql(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Uuid => "uuid",
        ColumnType.Int8 => "bigint",
        ColumnType.Int4 => "integer",
        ColumnType.Boolean => "boolean",
        ColumnType.Timestamptz => "timestamptz",
        ColumnType.Date => "date",
        ColumnType.Jsonb => "jsonb",
        ColumnType.Float8 => "double precision",
    };

    /// <summary>The type of a parameter that holds one such value for each row.</summary>
    public static NpgsqlDbType Array(ColumnType type) => NpgsqlDbType.Array | type switch
    {
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Uuid => NpgsqlDbType.Uuid,
        ColumnType.Int8 => NpgsqlDbType.Bigint,
        ColumnType.Int4 => NpgsqlDbType.Integer,
        ColumnType.Boolean => NpgsqlDbType.Boolean,
        ColumnType.Timestamptz => NpgsqlDbType.TimestampTz,
        ColumnType.Date => NpgsqlDbType.Date,
        ColumnType.Jsonb => NpgsqlDbType.Jsonb,
        ColumnType.Float8 => NpgsqlDbType.Double,
    };
}
