using System.Diagnostics;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>What a build without Orleans says when it is asked for what only Orleans has.</summary>
public sealed class NoClusterTests
{
    [Theory]
    [InlineData("ApiHost", "Cluster__Enabled", "true", "platform: Cluster__Enabled is set, but")]
    [InlineData("Silo", "Cluster__Enabled", "true", "platform: Cluster__Enabled is set, but")]
    [InlineData("ApiHost", "Storage", "AdoNet", "platform: Storage=AdoNet is Orleans' own storage, but this build")]
    [InlineData("Silo", "Storage", "Disk", "platform: Storage is Platform or AdoNet, not 'Disk'.")]
    public async Task A_process_that_cannot_do_what_it_is_told_says_so_and_does_not_start_without(
        string program, string setting, string value, string says)
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
                [setting] = value,
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(3, process.ExitCode);
        Assert.StartsWith(says, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await output;
    }
}
