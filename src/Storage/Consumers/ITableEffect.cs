using Npgsql;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>A consumer that changes tables: its SQL and its position are one transaction, so each event has its effect
/// exactly once, whatever crashes. Runs as <c>platform_writer</c>.
/// Register it in one line: <c>services.AddTableEffect&lt;OrderCounters&gt;()</c>.</summary>
public interface ITableEffect : IConsumer
{
    /// <summary>Applies events of one lane, in log order, on a connection with an open transaction; neither commit
    /// nor roll back. Throwing undoes all of it; the events are then tried one by one, to find the guilty
    /// one.</summary>
    Task ApplyAsync(NpgsqlConnection connection, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken);
}
