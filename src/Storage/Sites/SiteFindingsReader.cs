using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Platform.Live;
using Platform.Storage;

namespace Platform.Sites;

/// <summary>Reads imports as one account.</summary>
internal sealed class SiteFindingsReader(PlatformDatabase database) : ISiteFindings
{
    private const string FindSql = "select candidates from site_findings where import_id = $1";

    private const string ListSql =
        """
        select state, version
          from site_imports
         where shop_id = $1 and ($2::timestamptz is null or (created_at, import_id) < ($2, $3::uuid))
         order by created_at desc, import_id desc
         limit $4
        """;

    public async Task<Snapshot<ImmutableArray<SiteCandidate>>> FindAsync(
        Guid accountId, Guid importId, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            accountId, FindSql, [new NpgsqlParameter<Guid> { TypedValue = importId }],
            reader => JsonSerializer.Deserialize(reader.GetString(0), SiteJson.Default.ImmutableArraySiteCandidate),
            cancellationToken);
        return new([.. found.Value.SelectMany(candidates => candidates)], found.Position);
    }

    public Task<Snapshot<IReadOnlyList<VersionedSiteImport>>> ListAsync(
        Guid accountId, Guid shopId, SiteImportCursor? before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            accountId,
            ListSql,
            [
                new NpgsqlParameter<Guid> { TypedValue = shopId },
                new NpgsqlParameter<DateTimeOffset?> { TypedValue = before?.CreatedAt },
                new NpgsqlParameter<Guid?> { TypedValue = before?.Id },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            reader => new VersionedSiteImport(
                JsonSerializer.Deserialize(reader.GetString(0), SiteJson.Default.SiteImport)!, reader.GetInt64(1)),
            cancellationToken);
}
