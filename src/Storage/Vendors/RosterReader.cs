using System.Text.Json;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Vendors;

/// <summary>Lists the roster of one account.</summary>
internal sealed class RosterReader(PlatformDatabase database) : IRosterReader
{
    private const string ListSql =
        """
        select state, version, online, last_seen_at
          from account_roster
         where $1::text is null or (lower(name), vendor_id) > (lower($1), $2::uuid)
         order by lower(name), vendor_id
         limit $3
        """;

    public Task<Snapshot<IReadOnlyList<RosterRow>>> ListAsync(
        Guid accountId, RosterCursor? after, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<string?> { TypedValue = after?.Name },
                new NpgsqlParameter<Guid?> { TypedValue = after?.VendorId },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            Read,
            cancellationToken);

    private static RosterRow Read(NpgsqlDataReader reader)
    {
        var entry = JsonSerializer.Deserialize(reader.GetString(0), VendorJson.Default.RosterEntry)!;
        var presence = reader.IsDBNull(2)
            ? null
            : new VendorPresence(
                entry.VendorId, reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3), null, null);
        return new RosterRow(new VersionedEntry(entry, reader.GetInt64(1)), presence);
    }
}
