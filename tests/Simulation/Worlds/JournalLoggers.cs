using Microsoft.Extensions.Logging;
using Platform.Embedded;

namespace Platform.Simulation;

/// <summary>What the platform logs, among the steps of a trace that is kept. It is no step: the hash leaves it
/// out.</summary>
internal sealed class JournalLoggers(SimulationTrace journal) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new JournalLogger(journal);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one journal.");

    public void Dispose()
    {
    }

    private sealed class JournalLogger(SimulationTrace journal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => journal.IsKept && logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            var failure = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            journal.Note($"    {logLevel}: {formatter(state, exception)}{failure}");
        }
    }
}
