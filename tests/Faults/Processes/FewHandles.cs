using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.Faults;

/// <summary>F38. More connections come than the process has file handles for.</summary>
internal static class FewHandles
{
    private const int Connections = 400;
    private const int Room = 40; // Connections that still fit.
    private const int Spare = 128; // What the platform keeps for itself (docs/operations.md).
    private const int Placing = 16; // Orders at once, so that the process needs threads.
    private const double BackSeconds = 10;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var process = scene.Platform.Id;
        var rounds = Form.Rounds(shortForm: 3, longForm: 30);
        var promises = new Promises();
        var placed = 0;
        var refused = 0;
        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= rounds; round++)
        {
            await PlaceAllAsync(http);
            var limit = Handles(process) + Room + Spare;
            await LimitAsync(process, limit);
            var idle = Enumerable.Range(0, Connections).Select(_ => Connect(scene.Platform.Address.Port)).ToArray();
            await Until.IsSoAsync(
                () => idle.Count(IsClosed) >= Connections - Room || Handles(process) >= limit - 1,
                "whoever has no room is refused, or no handle is left");
            var taken = Handles(process);
            if (taken > limit - (Spare / 2))
            {
                var figure = $"connections took {taken} of {limit} handles";
                return promises.Keep(false, figure).After(round, figure);
            }

            refused += idle.Count(IsClosed);
            // Who is connected goes on.
            await PlaceAllAsync(http);
            foreach (var socket in idle)
                socket.Dispose();

            var watch = Stopwatch.StartNew();
            using var newcomer = new HttpClient { BaseAddress = scene.Platform.Address };
            newcomer.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
            await PlaceAsync(newcomer);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        return promises
            .Keep(!scene.Platform.HasExited, "the process went")
            .Keep(slowest <= Form.Bar(BackSeconds), $"a newcomer waited {slowest.TotalSeconds:0.0} s")
            .Keep(await scene.Ledger.CountAsync("select count(*) from orders") == placed, "orders and answers differ")
            .After(
                rounds,
                $"{rounds} times {Connections} connections for {Room} handles: {refused} refused at once, {placed} "
                + "orders of who was connected and of newcomers, who came "
                + $"{slowest.TotalSeconds:0.0} s after handles were given back, the process lives");

        Task PlaceAllAsync(HttpClient by) =>
            Task.WhenAll(Enumerable.Range(0, Placing).Select(_ => PlaceAsync(by)));

        async Task PlaceAsync(HttpClient by)
        {
            var key = $"{Guid.NewGuid()}";
            (await Asking.UntilAnsweredAsync(() => by.CreateAsync("/api/v1/orders", Baskets.Service(key), key)))
                .Expect(201);
            Interlocked.Increment(ref placed);
        }
    }

    private static int Handles(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    private static Socket Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    // Nobody sends to them: what can be read is their end.
    private static bool IsClosed(Socket socket) => socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    private static async Task LimitAsync(int process, int handles)
    {
        var text = handles.ToString(CultureInfo.InvariantCulture);
        using var limit = Process.Start("prlimit", [$"--pid={process}", $"--nofile={text}:"]);
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }
}
