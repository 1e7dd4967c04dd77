using System.Diagnostics;
using Platform.Testing;

namespace Platform.Faults;

/// <summary>F24. The disk says that what was written could not be kept: fdatasync answers EIO.</summary>
internal static class BrokenDisk
{
    /// <summary>Why it cannot be done here, or null.</summary>
    public static string? Hindrance() => File.Exists("/usr/bin/strace") ? null : "strace is not installed";

    public static Task<Finding> RunAsync(Trial trial) => DatabaseFaults.RunAsync(
        trial, "", Form.Rounds(shortForm: 2, longForm: 50), "failed fsyncs", StrikeAsync);

    // The next one of any of its processes, whichever comes first.
    private static async Task StrikeAsync(PrivatePostgres server, int round)
    {
        var trace = Path.GetTempFileName();
        var start = new ProcessStartInfo("strace")
        {
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-f", "-o", trace, "-e", "trace=fdatasync,fsync",
            "-e", $"inject=fdatasync,fsync:error=EIO:when={(round % 5) + 1}"])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var id in server.Processes())
        {
            start.ArgumentList.Add("-p");
            start.ArgumentList.Add($"{id}");
        }

        using var strace = Process.Start(start)!;
        _ = strace.StandardError.ReadToEndAsync();
        try
        {
            await Until.IsSoAsync(
                async () => (await File.ReadAllTextAsync(trace)).Contains("INJECTED", StringComparison.Ordinal),
                "a failed fsync");
        }
        finally
        {
            using (var interrupt = Process.Start("kill", ["-INT", $"{strace.Id}"]))
                await interrupt.WaitForExitAsync();
            await strace.WaitForExitAsync();
            File.Delete(trace);
        }
    }
}
