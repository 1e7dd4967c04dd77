using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Platform.Storage;
using Platform.Vendors;

namespace Platform.Dispatch;

/// <summary>Finds candidates through the indexes of <c>sql/0008_dispatch.sql</c>: who goes to the place or its postal
/// code, then who of these is there and free when it is wanted: a job of next week keeps nobody from one of today.
/// Never the whole fleet.</summary>
internal sealed class CandidateReader(PlatformDatabase database) : ICandidateReader
{
    /// <summary>What is asked; a test looks at its plan.</summary>
    public const string FindSql =
        """
        with reached as materialized (
            select vendor_id, state, area_latitude, area_longitude
              from account_vendors
             where account_id = $1 and status = 'approved' and accepted_at is not null
               and skills ?| $2 and postal_codes @> to_jsonb($3::text)
            union
            select vendor_id, state, area_latitude, area_longitude
              from account_vendors
             where account_id = $1 and status = 'approved' and accepted_at is not null and skills ?| $2
               and vendor_square(area_latitude, area_longitude, radius_km)
                   @> box(point($5::double precision, $4), point($5, $4)))
        select reached.state, there.state,
               (select max(taken.created_at) from orders taken
                 where taken.account_id = $1 and taken.vendor_id = reached.vendor_id)
          from reached
          join vendors there on there.vendor_id = reached.vendor_id
         where there.online and there.last_seen_at > $6 and reached.vendor_id <> all ($7)
           and not exists (
               select from orders busy
                 left join order_details said on said.order_id = busy.order_id
                where busy.vendor_id = reached.vendor_id and busy.status in ('accepted', 'on_way', 'processing')
                  and case when busy.status = 'accepted'
                           then greatest((said.details::jsonb #>> '{requested_time,from}')::timestamptz, $10)
                           else $10 end
                      between $9 - $11 and $9 + $11)
         order by (reached.area_latitude - $4) ^ 2 + (reached.area_longitude - $5) ^ 2 nulls last, reached.vendor_id
         limit $8
        """;

    private const string HasSql =
        "select exists (select from account_vendors where account_id = $1 and status = 'approved')";

    private const string WorkSql =
        """
        select order_id from orders
         where account_id = $1 and vendor_id = $2 and status in ('accepted', 'on_way', 'processing')
        union
        select order_id from order_offers where account_id = $1 and vendor_id = $2 and status = 'offered'
        """;

    public Task<ImmutableArray<Candidate>> FindAsync(CandidateQuery query, CancellationToken cancellationToken) =>
        ReadAsync(FindSql, Parameters(query), Read, cancellationToken);

    public async Task<bool> HasVendorsAsync(Guid accountId, CancellationToken cancellationToken) =>
        (await ReadAsync(HasSql, [Id(accountId)], reader => reader.GetBoolean(0), cancellationToken))[0];

    public Task<ImmutableArray<Guid>> WorkOfAsync(
        Guid accountId, Guid vendorId, CancellationToken cancellationToken) =>
        ReadAsync(WorkSql, [Id(accountId), Id(vendorId)], reader => reader.GetGuid(0), cancellationToken);

    internal static NpgsqlParameter[] Parameters(CandidateQuery query) =>
    [
        Id(query.AccountId),
        new NpgsqlParameter<string[]> { TypedValue = [.. query.Skills] },
        new() { Value = (object?)query.PostalCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        new() { Value = (object?)query.Place?.Latitude ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double },
        new() { Value = (object?)query.Place?.Longitude ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = query.SeenAfter.ToUniversalTime() },
        new NpgsqlParameter<Guid[]> { TypedValue = [.. query.Except] },
        new NpgsqlParameter<int> { TypedValue = query.Limit },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = query.WantedAt.ToUniversalTime() },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = query.Now.ToUniversalTime() },
        new NpgsqlParameter<TimeSpan> { TypedValue = query.JobTime },
    ];

    private Task<ImmutableArray<T>> ReadAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = ImmutableArray.CreateBuilder<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(read(reader));
            return rows.ToImmutable();
        });

    private static Candidate Read(NpgsqlDataReader reader) => new(
        JsonSerializer.Deserialize(reader.GetString(0), VendorJson.Default.RosterEntry)!,
        JsonSerializer.Deserialize(reader.GetString(1), VendorJson.Default.VendorPresence),
        IsAtWork: false,
        reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2));

    private static NpgsqlParameter<Guid> Id(Guid id) => new() { TypedValue = id };
}
