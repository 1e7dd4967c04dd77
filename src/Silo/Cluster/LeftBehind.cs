using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Cluster;

namespace Platform.Silo;

/// <summary>Before a silo joins: says in the cluster's table who is dead, so that it need not wait for them. Dead is
/// whose address this process holds now, and who neither holds his address in the database nor answers there.</summary>
internal sealed partial class LeftBehind(
    ClusterMembers members, ClusterSettings settings, TimeProvider clock, ILogger<LeftBehind> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var left = await members.LeftBehindAsync(ClusterSettings.ClusterId, settings.Endpoint, cancellationToken);
        var areDead = await Task.WhenAll(left.Select(
            async member => member.Endpoint.Equals(settings.Endpoint)
                || !await AnswersAsync(member.Endpoint, cancellationToken)));
        ListedSilo[] dead = [.. left.Zip(areDead).Where(pair => pair.Second).Select(pair => pair.First)];
        if (dead.Length == 0)
            return;

        await members.BuryAsync(ClusterSettings.ClusterId, dead, cancellationToken);
        foreach (var member in dead)
            LogDead(SiloEndpoints.Text(member.Endpoint), member.Generation);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A frozen process still has its connections made by the system: it answers, and the others vote.
    private async Task<bool> AnswersAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = new TcpClient(endpoint.AddressFamily);
            await client.ConnectAsync(endpoint, limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    [LoggerMessage(
        1213, LogLevel.Information, "Silo {Address} of generation {Generation} is dead and was still listed")]
    private partial void LogDead(string address, int generation);
}
