using System.Text.Json.Serialization;
using Platform.Commits;

namespace Platform.Storage.Worker;

/// <summary>A state of about 200 bytes, with columns as a real kind has them.</summary>
public sealed record Counter(int Count, string Status, Guid OwnerId, DateTimeOffset ChangedAt, string Padding)
{
    /// <summary>Brings the JSON to 200 bytes.</summary>
    public const string Filler = "0123456789012345678901234567890123456789";

    /// <summary>The table, to be made by whoever owns the database.</summary>
    public const string Sql =
        """
        create table counters
        (
            key        text primary key,
            account_id uuid,
            version    bigint      not null,
            state      jsonb       not null,
            status     text        not null,
            owner_id   uuid        not null,
            changed_at timestamptz not null
        );
        select protect_account_table('counters');
        create index counters_status on counters (account_id, status);
        """;

    /// <summary>How it is stored.</summary>
    public static StateTable<Counter> Table { get; } = new(
        "counters", "counters", CounterJson.Default.Counter,
        new Column<Counter, string>("status", ColumnType.Text, counter => counter.Status),
        new Column<Counter, Guid>("owner_id", ColumnType.Uuid, counter => counter.OwnerId),
        new Column<Counter, DateTimeOffset>("changed_at", ColumnType.Timestamptz, counter => counter.ChangedAt));
}

[JsonSerializable(typeof(Counter))]
internal sealed partial class CounterJson : JsonSerializerContext;
