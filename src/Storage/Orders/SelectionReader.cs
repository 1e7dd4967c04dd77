using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Reads how the vendors of an order were chosen.</summary>
internal static class SelectionReader
{
    private const string Sql =
        """
        select s.selection_id, s.vendors, s.triggers, s.created_at, c.provider, c.analysis, c.processing_ms, m.speaker,
               m.text, m.at
          from vendor_selections s
          left join conversations c on c.selection_id = s.selection_id
          left join conversation_messages m on m.selection_id = s.selection_id
         where s.order_id = $1
         order by m.message_no
        """;

    public static async Task<Snapshot<VendorSelection?>> ReadAsync(
        PlatformDatabase database, Guid accountId, Guid orderId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            accountId, Sql, [new NpgsqlParameter<Guid> { TypedValue = orderId }], row => Read(row, orderId),
            cancellationToken);
        if (rows.Value is not [var (first, _), ..])
            return new(null, rows.Position);
        var messages = rows.Value.Select(row => row.Message).OfType<ConversationMessage>().ToImmutableArray();
        return new(
            first with { Conversation = first.Conversation is { } talk ? talk with { Messages = messages } : null },
            rows.Position);
    }

    // A row for each message, each with the same selection before it.
    private static (VendorSelection Selection, ConversationMessage? Message) Read(NpgsqlDataReader row, Guid orderId)
    {
        var conversation = row.IsDBNull(4)
            ? null
            : new AskedConversation
            {
                Provider = row.GetString(4),
                AnalysisJson = row.IsDBNull(5) ? null : row.GetString(5),
                ProcessingMs = row.IsDBNull(6) ? null : row.GetInt32(6),
            };
        var selection = new VendorSelection(
            row.GetGuid(0), orderId,
            [.. JsonSerializer.Deserialize(row.GetString(1), SelectionJson.Default.GuidArray)!],
            [.. JsonSerializer.Deserialize(row.GetString(2), SelectionJson.Default.StringArray)!], conversation,
            row.GetFieldValue<DateTimeOffset>(3));
        var message = row.IsDBNull(7)
            ? null
            : new ConversationMessage(
                row.GetString(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));
        return (selection, message);
    }
}
