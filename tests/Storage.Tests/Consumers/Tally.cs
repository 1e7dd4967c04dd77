using Npgsql;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>A table effect that counts the events of each subject, and does what a test tells it to at one of
/// them.</summary>
internal sealed class Tally : ITableEffect
{
    /// <summary>Runs before an event is counted.</summary>
    public Func<LogEntry, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public string Name { get; set; } = "tally";

    public bool Concerns(LogEntry entry) => true;

    public async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await Before(entry, cancellationToken);
            await using var command = new NpgsqlCommand(
                """
                insert into tally (subject, events, last) values ($1, 1, $2)
                on conflict (subject) do update set events = tally.events + 1, last = excluded.last
                """,
                connection);
            command.Parameters.Add(new() { Value = entry.Subject });
            command.Parameters.Add(new() { Value = entry.Position });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
