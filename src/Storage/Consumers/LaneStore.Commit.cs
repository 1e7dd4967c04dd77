using System.Collections.Immutable;
using Npgsql;
using Platform.Commits;
using Platform.Live;
using Platform.Storage;

namespace Platform.Consumers;

internal sealed partial class LaneStore
{
    // Below the connection's own command timeout: an effect that hangs is the event's fault, a server that hangs is
    // not.
    private static readonly TimeSpan EffectTime = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public async Task<LanePlace> CommitAsync(LaneStep step, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await MoveAsync(connection, step, cancellationToken);
            if (!step.Apply.IsEmpty)
                await ApplyAsync(connection, step.Place.Consumer, step.Apply, cancellationToken);
            await WriteAsync(connection, step, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return step.Place with { Position = step.Position, Version = step.Place.Version + 1 };
        }
        catch (PostgresException clash) when (clash.SqlState is "40001" or "40P01")
        {
            // A deadlock or a serialisation failure says nothing about the events: the same step may pass next time.
            throw new StorageUnavailableException("The lane's transaction met another one.", clash);
        }
        catch (PostgresException refusal) when (!Failures.IsUnavailable(refusal) && !step.Apply.IsEmpty)
        {
            // A deferred constraint speaks at commit.
            throw Failed(refusal);
        }
        catch (Exception failure) when (Failures.IsUnavailable(failure))
        {
            throw new StorageUnavailableException("The database cannot be reached.", failure);
        }
    }

    private static async Task MoveAsync(
        NpgsqlConnection connection, LaneStep step, CancellationToken cancellationToken)
    {
        var (consumer, lane, _, version) = step.Place;
        await using var command = new NpgsqlCommand(version == 0 ? LaneSql.Begin : LaneSql.Move, connection);
        command.Parameters.AddRange(new NpgsqlParameter[] { Text(consumer), Small(lane), Big(step.Position) });
        if (version != 0)
            command.Parameters.Add(Big(version));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
            throw new LaneFencedException(consumer, lane);
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection, string consumer, ImmutableArray<LogEntry> entries,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(EffectTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _effects[consumer].ApplyAsync(connection, entries, either.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new EffectFailedException($"It took longer than {EffectTime.TotalSeconds} s.", late);
        }
        catch (Exception failure) when (IsEffects(failure))
        {
            throw Failed(failure);
        }
    }

    private static bool IsEffects(Exception failure) =>
        failure is not (OperationCanceledException or PostgresException { SqlState: "40001" or "40P01" })
        && !Failures.IsUnavailable(failure);

    private static EffectFailedException Failed(Exception failure) =>
        new($"{failure.GetType().Name}: {failure.Message}", failure);

    private async Task WriteAsync(NpgsqlConnection connection, LaneStep step, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var (consumer, lane, _, _) = step.Place;
        void Add(string sql, params ReadOnlySpan<NpgsqlParameter> rest)
        {
            var command = new NpgsqlBatchCommand(sql) { Parameters = { Text(consumer), Small(lane) } };
            foreach (var parameter in rest)
                command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }

        if (!step.Park.IsEmpty)
        {
            foreach (var sql in (string[])[LaneSql.Repark, LaneSql.Park])
            {
                Add(sql, Array(step.Park.Select(parked => parked.Entry.Position)),
                    Array(step.Park.Select(parked => parked.Attempts)), Array(step.Park.Select(parked => parked.DueAt)),
                    new NpgsqlParameter<string?[]> { TypedValue = [.. step.Park.Select(parked => parked.Error)] });
            }
        }

        if (!step.Done.IsEmpty)
            Add(LaneSql.Done, Array(step.Done));
        if (!step.Dead.IsEmpty)
        {
            Add(LaneSql.Die, Array(step.Dead.Select(dead => dead.Entry.Position)),
                Array(step.Dead.Select(dead => dead.Attempts)),
                Array(step.Dead.Select(dead => dead.Error ?? "unknown")), Time(clock.GetUtcNow()));
        }

        if (step.Verdict is { } verdict)
        {
            Add(LaneSql.Judge, Big(verdict.Position), Text(verdict.Action.ToString().ToLowerInvariant()),
                Text(verdict.Actor.ToString()), Text(verdict.Reason), Time(verdict.At));
            if (verdict.Action is DeadLetterAction.Replay)
                Add(LaneSql.Revive, Big(verdict.Position), Time(verdict.At));
            Add(LaneSql.Bury, Big(verdict.Position));
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
