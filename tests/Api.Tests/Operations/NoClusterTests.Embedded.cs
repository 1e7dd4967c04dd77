using System.Diagnostics;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>What a build that is no cluster says when it is asked to be in one.</summary>
public sealed class NoClusterTests
{
    [Theory]
    [InlineData("ApiHost")]
    [InlineData("Silo")]
    public async Task A_process_that_cannot_join_a_cluster_says_so_and_does_not_start_alone(string program)
    {
        var beside = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(beside, $"Platform.{program}.dll"), "--urls", "http://127.0.0.1:0" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__Platform"] = PostgresServer.ConnectionString,
                ["MasterKey"] = new string('a', 64),
                ["Cluster__Enabled"] = "true",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(3, process.ExitCode);
        Assert.StartsWith("platform: Cluster__Enabled is set, but", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await output;
    }
}
