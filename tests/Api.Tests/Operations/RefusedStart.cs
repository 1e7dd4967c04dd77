using System.Diagnostics;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>A program that is started with settings it cannot start with.</summary>
internal static class RefusedStart
{
    /// <summary>Starts it, waits for its end, and answers the one line that it leaves on standard error.</summary>
    public static async Task<string> SaysAsync(string program, params (string Name, string Value)[] settings)
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
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;

        Assert.Equal(3, process.ExitCode);
        return Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
