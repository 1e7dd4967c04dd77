using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Images;

/// <summary>Removes files that no order and no call names: those of uploads whose commit never came.</summary>
internal sealed class BlobSweep(
    PlatformDatabase database, IBlobStore blobs, TimeProvider clock, ILogger<BlobSweep> logger)
    : PeriodicSweep("files that nothing names", TimeSpan.FromHours(1), clock, logger)
{
    private const string NamedSql =
        """
        select sha256 from order_images where sha256 = any ($1)
        union
        select sha256 from call_recordings where sha256 = any ($1)
        """;

    /// <summary>A file waits so long for its commit.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public override Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        blobs.SweepAsync(now - Grace, FindNamedAsync, cancellationToken);

    private Task<IReadOnlySet<string>> FindNamedAsync(
        IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlySet<string>>(async () =>
        {
            await using var command = database.Writer.CreateCommand(NamedSql);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var named = new HashSet<string>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellationToken))
                named.Add(reader.GetString(0));
            return named;
        });
}
