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

    private const string FindSql =
        """
        select asked.name, v.vendor_id
          from unnest($1, $2) asked(name, id)
          join account_vendors v on v.external_id = asked.name or v.vendor_id = asked.id
         order by v.external_id is not distinct from asked.name desc
        """;

    // Who is a vendor by his e-mail has one id as a person and as a vendor.
    private const string AcceptedSql =
        "select from invitations where role = 'vendor' and accepted_by = $1 limit 1";

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

    public async Task<bool> HasAcceptedAsync(Guid accountId, Guid vendorId, CancellationToken cancellationToken) =>
        (await database.ReadAsync(
            accountId, AcceptedSql, [new NpgsqlParameter<Guid> { TypedValue = vendorId }], _ => true,
            cancellationToken)).Value.Count > 0;

    public async Task<IReadOnlyDictionary<string, Guid>> FindAsync(
        Guid accountId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
            return new Dictionary<string, Guid>();
        Guid[] ids = [.. names.Select(name => Guid.TryParse(name, out var id) ? id : Guid.Empty)];
        var found = await database.ReadAsync(
            accountId,
            FindSql,
            [
                new NpgsqlParameter<string[]> { TypedValue = [.. names] },
                new NpgsqlParameter<Guid[]> { TypedValue = ids },
            ],
            row => (Name: row.GetString(0), Id: row.GetGuid(1)),
            cancellationToken);
        // A name that is one vendor's id and another's external name means the name.
        return found.Value.DistinctBy(vendor => vendor.Name)
            .ToDictionary(vendor => vendor.Name, vendor => vendor.Id, StringComparer.Ordinal);
    }

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
