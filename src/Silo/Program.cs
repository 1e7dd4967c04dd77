using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Operations;

namespace Platform.Silo;

/// <summary>A silo in a process of its own. The API's program is the other one, so this one has another name.</summary>
internal static class SiloProgram
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            var builder = Host.CreateApplicationBuilder(args);
            builder.AddPlatformSilo();
            builder.Services.AddHostedService<MetricsDoor>();
            await RunAsync(builder.Build());
            return 0;
        }
        catch (Exception failure) when (StartFailure.ReasonOf(failure) is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return CannotStartException.ExitCode;
        }
    }

    private static async Task RunAsync(IHost host)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.RunAsync();
        }
        catch (Exception end) when (end is not CannotStartException
            && lifetime.ApplicationStopping.IsCancellationRequested
            && !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            // Asked to stop before it had started: whatever the start was called off with, nothing is broken.
        }
    }
}
