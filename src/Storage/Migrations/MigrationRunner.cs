using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.Roles;
using Platform.Storage;

namespace Platform.Migrations;

/// <summary>Applies the numbered files of <c>sql/</c>, forward only, each in its own transaction. Several processes may
/// start at once: one works, the others wait.</summary>
public sealed partial class MigrationRunner
{
    // "platform" in ASCII: any number, as long as nobody else locks the same one.
    private const long LockId = 0x706c6174666f726d;

    // Other processes wait for the lock while the first applies everything.
    private const int LockSecondsMax = 600;

    private readonly PlatformDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ILogger<MigrationRunner> _logger;
    private readonly IReadOnlyList<MigrationSequence> _sequences;

    /// <summary>A runner for the files built into this program: the platform's, and a cluster's where it may
    /// be one.</summary>
    public MigrationRunner(
        PlatformDatabase database, StorageOptions options, TimeProvider clock, ILogger<MigrationRunner> logger)
        : this(
            database, clock, logger,
            [
                MigrationSequence.Platform(Migration.Embedded()),
                .. options.HasClusterTables
                    ? [MigrationSequence.Cluster(Migration.Embedded(MigrationSequence.ClusterFolder))]
                    : Array.Empty<MigrationSequence>(),
            ])
    {
    }

    internal MigrationRunner(
        PlatformDatabase database, TimeProvider clock, ILogger<MigrationRunner> logger,
        params IReadOnlyList<MigrationSequence> sequences)
    {
        _database = database;
        _clock = clock;
        _logger = logger;
        _sequences = sequences;
    }

    /// <summary>Brings the database up to date. Answers how many files were applied.</summary>
    /// <exception cref="MigrationException">An applied file was changed, one is missing, or one failed.</exception>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var login = await _database.Login.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(login, $"select pg_advisory_lock({LockId})", cancellationToken, LockSecondsMax);
        try
        {
            await DatabaseRoles.EnsureAsync(login, cancellationToken);
            await using var owner = await _database.Owner.OpenConnectionAsync(cancellationToken);
            var count = 0;
            foreach (var sequence in _sequences)
                count += await ApplyMissingAsync(owner, sequence, cancellationToken);
            return count;
        }
        finally
        {
            await ExecuteAsync(login, $"select pg_advisory_unlock({LockId})", CancellationToken.None);
        }
    }

    private async Task<int> ApplyMissingAsync(
        NpgsqlConnection owner, MigrationSequence sequence, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            owner,
            $"""
            create table if not exists {sequence.Table}
            (
                number     integer     constraint {sequence.Table}_pkey primary key,
                name       text        not null,
                checksum   text        not null,
                applied_at timestamptz not null
            )
            """,
            cancellationToken);

        var applied = await AppliedAsync(owner, sequence, cancellationToken);
        Check(sequence, applied);
        var count = 0;
        foreach (var migration in sequence.Files.Where(migration => !applied.ContainsKey(migration.Number)))
        {
            await ApplyAsync(owner, sequence, migration, cancellationToken);
            LogApplied(sequence.Folder, migration.Name);
            count++;
        }

        return count;
    }

    private static void Check(MigrationSequence sequence, Dictionary<int, (string Name, string Checksum)> applied)
    {
        var known = sequence.Files.ToDictionary(migration => migration.Number);
        var last = applied.Keys.DefaultIfEmpty().Max();
        foreach (var (number, (name, checksum)) in applied)
        {
            if (!known.TryGetValue(number, out var migration))
            {
                throw new MigrationException(
                    $"The database has {name}, which this program does not know: it is older.");
            }

            if (migration.Checksum != checksum)
            {
                throw new MigrationException(
                    $"{sequence.Folder}{migration.Name} was changed after it had been applied here. Restore it, and"
                    + " write the change as a new file with the next number.");
            }
        }

        if (sequence.Files.FirstOrDefault(
                migration => migration.Number < last && !applied.ContainsKey(migration.Number))
            is { } late)
        {
            throw new MigrationException(
                $"{sequence.Folder}{late.Name} is new, but number {last} has been applied. Give it the next number.");
        }
    }

    private async Task ApplyAsync(
        NpgsqlConnection owner, MigrationSequence sequence, Migration migration, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
            await ExecuteAsync(owner, migration.Sql, cancellationToken, timeoutSeconds: 0);
            await using var record = new NpgsqlCommand(
                $"insert into {sequence.Table} (number, name, checksum, applied_at) values ($1, $2, $3, $4)", owner);
            record.Parameters.Add(new() { Value = migration.Number });
            record.Parameters.Add(new() { Value = migration.Name });
            record.Parameters.Add(new() { Value = migration.Checksum });
            record.Parameters.Add(new() { Value = _clock.GetUtcNow() });
            await record.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException failure)
        {
            throw new MigrationException(
                $"{sequence.Folder}{migration.Name}: {failure.MessageText} ({failure.SqlState})", failure);
        }
    }

    private static async Task<Dictionary<int, (string Name, string Checksum)>> AppliedAsync(
        NpgsqlConnection owner, MigrationSequence sequence, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select number, name, checksum from {sequence.Table}", owner);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, (string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, int timeoutSeconds = 60)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = timeoutSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applied {Folder}{Migration}")]
    private partial void LogApplied(string folder, string migration);
}
