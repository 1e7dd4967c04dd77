using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Storage;

namespace Platform.Calls;

/// <summary>Lets recordings go that are old, or of which nobody ever said whose call it was. Their files go with the
/// next sweep of files that nothing names.</summary>
internal sealed class RecordingSweep(
    PlatformDatabase database, StorageOptions options, TimeProvider clock, ILogger<RecordingSweep> logger)
    : PeriodicSweep("recordings of calls", TimeSpan.FromHours(1), clock, logger)
{
    /// <summary>How long a recording waits for the report that says of which call it is.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromHours(24);

    private const string Sql =
        """
        with old as (
                 update call_recordings set sha256 = null
                  where call_id is not null and sha256 is not null and received_at < $1
                 returning 1),
             unclaimed as (delete from call_recordings where call_id is null and received_at < $2 returning 1)
        select (select count(*) from old) + (select count(*) from unclaimed)
        """;

    public override Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            foreach (var age in new[] { options.RecordingRetention, Unclaimed })
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now - age });
            return (int)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
        });
}
