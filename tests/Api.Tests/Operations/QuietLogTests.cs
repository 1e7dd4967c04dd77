using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Api;
using Platform.Orders;

namespace Platform.Operations;

/// <summary>A line for each order costs more than much of the order, and buries what somebody has to read.</summary>
public sealed class QuietLogTests(QuietLogTests.ListeningFixture api) : IClassFixture<QuietLogTests.ListeningFixture>
{
    private const int Orders = 8;

    [Fact]
    public async Task What_goes_well_is_no_line_in_the_log_for_each_order()
    {
        await api.Owner.PlaceAsync();
        api.Log.Lines.Clear();

        for (var n = 0; n < Orders; n++)
            await api.Owner.PlaceAsync();

        Assert.Empty(api.Log.Lines
            .GroupBy(category => category).Where(lines => lines.Count() >= Orders).Select(lines => lines.Key));
    }

    /// <summary>A platform that writes its log as one without settings does, and a copy of it.</summary>
    public sealed class ListeningFixture : ApiFixture
    {
        internal LogCopy Log { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Information" };

        protected override void Replace(IServiceCollection services) =>
            services.AddSingleton<ILoggerProvider>(Log);
    }

    /// <summary>The categories of the lines that were written.</summary>
    internal sealed class LogCopy : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Category(string name, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception,
                Func<TState, Exception?, string> formatter) => lines.Enqueue(name);
        }
    }
}
