using System.Globalization;
using Platform.Storage.Worker;

// A process of its own, for tests that need several.
return args switch
{
    ["write", var connection, var keys, var seconds] => await Writer.RunAsync(
        connection, await File.ReadAllLinesAsync(keys),
        TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture))),
    _ => throw new ArgumentException("write CONNECTION KEYS SECONDS"),
};
