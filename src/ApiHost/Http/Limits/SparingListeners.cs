using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Platform.Http;

/// <summary>Listens as Kestrel does, but leaves the process its last file handles. A process that has none left cannot
/// even start a thread, and .NET ends it for that; so connections that would take the last ones are closed at once,
/// and whoever is connected goes on.</summary>
internal sealed partial class SparingListeners(
    IOptions<SocketTransportOptions> options, ILoggerFactory loggers, TimeProvider clock)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    /// <summary>File handles that connections do not get: threads, assemblies, files and the database need some.
    /// </summary>
    public const int Spare = 128;

    private readonly SocketTransportFactory _sockets = new(options, loggers);
    private readonly ILogger _logger = loggers.CreateLogger<SparingListeners>();

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => _sockets.CanBind(endpoint);

    /// <inheritdoc/>
    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await _sockets.BindAsync(endpoint, cancellationToken), _logger, clock);

    private sealed partial class Listener(IConnectionListener sockets, ILogger logger, TimeProvider clock)
        : IConnectionListener
    {
        private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
        private static readonly ConnectionAbortedException NoHandle = new("Too few file handles are left.");

        private DateTimeOffset _silentUntil;

        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await sockets.AcceptAsync(cancellationToken) is { } connection)
            {
                var limit = FileHandles.Limit();
                if (HandleOf(connection) < limit - Spare)
                    return connection;
                Report(limit);
                connection.Abort(NoHandle);
                await connection.DisposeAsync();
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) =>
            sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();

        // The kernel gives the lowest free one, so its number says how many are taken.
        private static long HandleOf(ConnectionContext connection) =>
            connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Handle;

        private void Report(long limit)
        {
            var now = clock.GetUtcNow();
            if (now < _silentUntil)
                return;
            _silentUntil = now + Silence;
            LogRefused(logger, limit);
        }

        [LoggerMessage(
            LogLevel.Warning,
            "Connections are refused: of the {Limit} file handles that this process may have too few are left. Raise "
            + "the limit (LimitNOFILE, ulimit -n), or look who holds connections open. Said once a minute.")]
        private static partial void LogRefused(ILogger logger, long limit);
    }
}
