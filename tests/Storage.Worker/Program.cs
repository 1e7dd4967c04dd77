using System.Globalization;
using Platform.Storage.Worker;

// A process of its own, for tests that need several, and for measuring in a release build.
return args switch
{
    ["write", var connection, var keys, var seconds] => await Writer.RunAsync(
        connection, await File.ReadAllLinesAsync(keys),
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))),
    ["bench", var connection, .. var rest] => await Bench.RunAsync(connection, rest),
    _ => throw new ArgumentException("write CONNECTION KEYS SECONDS | bench CONNECTION [FLUSHERS...]"),
};
