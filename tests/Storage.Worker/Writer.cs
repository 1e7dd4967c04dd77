using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Platform.Commits;

namespace Platform.Storage.Worker;

/// <summary>Counts counters up that other processes count up as well, and prints every acknowledgement.</summary>
internal static class Writer
{
    public const int Callers = 16;

    public static async Task<int> RunAsync(ServiceProvider host, string[] keys, TimeSpan duration)
    {
        await using var services = host;
        var storage = services.GetRequiredKeyedService<IGrainStorage>("platform");
        var clock = TimeProvider.System;
        var until = clock.GetUtcNow() + duration;
        var output = TextWriter.Synchronized(Console.Out);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            var random = new Random((Environment.ProcessId * 100) + caller);
            while (clock.GetUtcNow() < until)
                await CountAsync(storage, keys[random.Next(keys.Length)], output);
        }));
        await output.FlushAsync();
        return 0;
    }

    private static async Task CountAsync(IGrainStorage storage, string key, TextWriter output)
    {
        var activation = new CounterActivation(storage, key);
        try
        {
            await activation.ReadAsync();
            await activation.CountAsync(Guid.NewGuid().ToString());
            await output.WriteLineAsync($"{key} {activation.State.ETag}");
        }
        catch (InconsistentStateException)
        {
            // Another process was first. The next round reads again.
        }
        catch (StorageUnavailableException)
        {
            // Not written, and not counted.
        }
    }
}
