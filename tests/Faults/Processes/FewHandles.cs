using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Platform.Faults;

/// <summary>F38. The process runs out of file handles.</summary>
internal static class FewHandles
{
    private const int Connections = 400;
    private const int Spare = 40;
    private const double BackSeconds = 10;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var process = scene.Platform.Id;
        var rounds = Form.Rounds(shortForm: 1, longForm: 10);
        var promises = new Promises();
        var placed = 0;
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            await PlaceAsync(http);
            var limit = Directory.GetFileSystemEntries($"/proc/{process}/fd").Length + Spare;
            await LimitAsync(process, limit);
            var idle = Enumerable.Range(0, Connections).Select(_ => Connect(scene.Platform.Address.Port)).ToArray();
            await Until.IsSoAsync(
                () => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length >= limit - 1,
                "all handles are taken");
            // Who is connected goes on.
            await PlaceAsync(http);
            foreach (var socket in idle)
                socket.Dispose();

            var watch = Stopwatch.StartNew();
            using var newcomer = new HttpClient { BaseAddress = scene.Platform.Address };
            newcomer.DefaultRequestHeaders.Authorization = http.DefaultRequestHeaders.Authorization;
            await PlaceAsync(newcomer);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        return promises
            .Keep(process == scene.Platform.Id && !scene.Platform.HasExited, "the process went")
            .Keep(slowest <= Form.Bar(BackSeconds), $"a newcomer waited {slowest.TotalSeconds:0.0} s")
            .Keep(await scene.Ledger.CountAsync("select count(*) from orders") == placed, "orders and answers differ")
            .After(
                rounds,
                $"{rounds} times no handle was left among {Connections} connections: who was connected "
                + "went on, newcomers "
                + $"{slowest.TotalSeconds:0.0} s after they were given back, the process lives");

        async Task PlaceAsync(HttpClient by)
        {
            var key = $"{Guid.NewGuid()}";
            (await Asking.UntilAnsweredAsync(() => by.CreateAsync("/api/v1/orders", Baskets.Service(key), key)))
                .Expect(201);
            placed++;
        }
    }

    private static Socket Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task LimitAsync(int process, int handles)
    {
        var text = handles.ToString(CultureInfo.InvariantCulture);
        using var limit = Process.Start("prlimit", [$"--pid={process}", $"--nofile={text}:"]);
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }
}
