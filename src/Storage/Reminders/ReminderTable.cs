using System.Globalization;
using Npgsql;
using Platform.Storage;

namespace Platform.Reminders;

/// <summary>Reminders in PostgreSQL, in the form that Orleans' own provider keeps them in: grain id as text, its
/// uniform hash as a signed number, the period in milliseconds.</summary>
internal sealed class ReminderTable(PlatformDatabase database, StorageOptions options) : IReminderTable
{
    private const string Columns = "grain, name, start_at, period_ms, version";

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        ReadAsync("grain = $2", new NpgsqlParameter<string> { TypedValue = grainId.ToString() });

    public Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        // Hashes are stored as signed numbers, so the ring's seam lies where the sign changes.
        var (after, through) = unchecked(((int)begin, (int)end));
        var range = after < through ? "hash > $2 and hash <= $3" : "(hash > $2 or hash <= $3)";
        return ReadAsync(
            range, new NpgsqlParameter<int> { TypedValue = after }, new NpgsqlParameter<int> { TypedValue = through });
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await ReadAsync(
            "grain = $2 and name = $3",
            new NpgsqlParameter<string> { TypedValue = grainId.ToString() },
            new NpgsqlParameter<string> { TypedValue = reminderName });
        return rows.Reminders.SingleOrDefault();
    }

    public Task<string?> UpsertRow(ReminderEntry entry) =>
        Failures.TranslateAsync<string?>(async () =>
        {
            await using var command = database.Writer.CreateCommand(
                """
                insert into reminders (service, grain, name, start_at, period_ms, hash, version)
                values ($1, $2, $3, $4, $5, $6, 0)
                on conflict (service, grain, name) do update
                    set start_at = excluded.start_at, period_ms = excluded.period_ms, hash = excluded.hash,
                        version = reminders.version + 1
                returning version
                """);
            var startAt = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
            var hash = unchecked((int)entry.GrainId.GetUniformHashCode());
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.GrainId.ToString() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = entry.ReminderName });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = startAt });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (long)entry.Period.TotalMilliseconds });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = hash });
            return entry.ETag = Text((int)(await command.ExecuteScalarAsync())!);
        });

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(
                "delete from reminders where service = $1 and grain = $2 and name = $3 and version = $4");
            var version = int.Parse(eTag, CultureInfo.InvariantCulture);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.ToString() });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reminderName });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = version });
            return await command.ExecuteNonQueryAsync() == 1;
        });

    public Task TestOnlyClearTable() =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand("delete from reminders where service = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
            return await command.ExecuteNonQueryAsync();
        });

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private Task<ReminderTableData> ReadAsync(string where, params NpgsqlParameter[] parameters) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(
                $"select {Columns} from reminders where service = $1 and {where}");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.ServiceId });
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<ReminderEntry>();
            while (await reader.ReadAsync())
            {
                rows.Add(new()
                {
                    GrainId = GrainId.Parse(reader.GetString(0), CultureInfo.InvariantCulture),
                    ReminderName = reader.GetString(1),
                    StartAt = reader.GetDateTime(2),
                    Period = TimeSpan.FromMilliseconds(reader.GetInt64(3)),
                    ETag = Text(reader.GetInt32(4)),
                });
            }

            return new ReminderTableData(rows);
        });
}
