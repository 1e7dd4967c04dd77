using Microsoft.Extensions.Hosting;

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
            await builder.Build().RunAsync();
            return 0;
        }
        catch (CannotStartException reason)
        {
            await Console.Error.WriteLineAsync(reason.Message);
            return CannotStartException.ExitCode;
        }
    }
}
