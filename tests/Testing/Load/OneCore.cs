using System.Diagnostics;

namespace Platform.Testing;

/// <summary>Holds processes on the first core that this machine gives.</summary>
public static class OneCore
{
    /// <summary>Holds them, and whatever they start from now on.</summary>
    /// <exception cref="InvalidOperationException">One could not be held.</exception>
    public static async Task HoldAsync(IEnumerable<int> processes)
    {
        var core = First();
        foreach (var process in processes)
        {
            var start = new ProcessStartInfo("taskset", ["-a", "-c", "-p", core, $"{process}"])
            {
                RedirectStandardOutput = true,
            };
            using var taskset = Process.Start(start)!;
            await taskset.StandardOutput.ReadToEndAsync();
            await taskset.WaitForExitAsync();
            if (taskset.ExitCode != 0)
                throw new InvalidOperationException($"Process {process} could not be held on core {core}.");
        }
    }

    // "0-1", "2,4": whatever it is, it begins with one.
    private static string First()
    {
        const string name = "Cpus_allowed_list:";
        var list = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return list[name.Length..].Trim().Split('-', ',')[0];
    }
}
