using Microsoft.Extensions.Hosting;

namespace Platform.Silo;

/// <summary>A silo in a process of its own. The API's program is the other one, so this one has another name.</summary>
internal static class SiloProgram
{
    private static async Task Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddPlatformSilo();
        await builder.Build().RunAsync();
    }
}
