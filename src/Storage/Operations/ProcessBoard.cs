using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using Platform.Storage;

namespace Platform.Operations;

/// <summary>A row for each process, replaced every few seconds.</summary>
internal sealed class ProcessBoard(PlatformDatabase database) : IProcessBoard
{
    private const string TellSql =
        """
        with gone as (delete from processes where at < $2 - interval '1 hour' and name <> $1)
        insert into processes (name, at, figures) values ($1, $2, $3)
        on conflict (name) do update set at = excluded.at, figures = excluded.figures
        """;

    public Task TellAsync(ProcessFigures figures, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(TellSql);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = figures.Name });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = figures.At.ToUniversalTime() });
            command.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue = JsonSerializer.Serialize(figures, ProcessJson.Default.ProcessFigures),
                NpgsqlDbType = NpgsqlDbType.Jsonb,
            });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    public Task LeaveAsync(string name, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand("delete from processes where name = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            return await command.ExecuteNonQueryAsync(cancellationToken);
        });

    public Task<IReadOnlyList<ProcessFigures>> ListAsync(DateTimeOffset after, CancellationToken cancellationToken) =>
        Failures.TranslateAsync<IReadOnlyList<ProcessFigures>>(async () =>
        {
            await using var command = database.Writer.CreateCommand("select figures from processes where at > $1");
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = after.ToUniversalTime() });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var found = new List<ProcessFigures>();
            while (await reader.ReadAsync(cancellationToken))
                found.Add(JsonSerializer.Deserialize(reader.GetString(0), ProcessJson.Default.ProcessFigures)!);
            return [.. found.OrderBy(figures => figures.Role).ThenBy(figures => figures.Name, StringComparer.Ordinal)];
        });
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProcessFigures))]
internal sealed partial class ProcessJson : JsonSerializerContext;
