using System.Globalization;

namespace Platform.Benchmarks.Load;

/// <summary>How the machine's busy time divides between the server under test, PostgreSQL and the load generator
/// (which gets all that the other two did not use).</summary>
internal sealed record CpuShare(double App, double Postgres, double Generator)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"app {App:P0} · pg {Postgres:P0} · load {Generator:P0}");
}

/// <summary>Reads <c>/proc</c> before and after a round.</summary>
internal sealed class CpuMeter(int appId)
{
    private readonly (double Busy, double App, double Postgres) _before = Read(appId);

    public CpuShare Stop()
    {
        var (busy, app, postgres) = Read(appId);
        var total = Math.Max(busy - _before.Busy, 1);
        var appShare = (app - _before.App) / total;
        var postgresShare = Math.Max(postgres - _before.Postgres, 0) / total;
        return new CpuShare(appShare, postgresShare, Math.Max(1 - appShare - postgresShare, 0));
    }

    private static (double Busy, double App, double Postgres) Read(int appId)
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var busy = fields.Sum() - fields[3] - fields[4]; // Without idle and waiting for disks.

        var postgres = Directory.EnumerateDirectories("/proc")
            .Where(path => int.TryParse(Path.GetFileName(path), out _))
            .Sum(path => TicksOf(path, "postgres"));
        return (busy, TicksOf($"/proc/{appId}", name: null), postgres);
    }

    private static double TicksOf(string path, string? name)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(Path.Combine(path, "stat"));
        }
        catch (IOException)
        {
            return 0; // It ended while we looked.
        }

        var end = stat.LastIndexOf(')');
        if (name is not null && stat[(stat.IndexOf('(') + 1)..end] != name)
            return 0;
        var fields = stat[(end + 2)..].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture)
            + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
