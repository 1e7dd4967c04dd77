using System.Globalization;
using Platform.Storage.Worker;

// A process of its own, for tests that need several.
return args switch
{
    ["write", var connection, var keys, var seconds] => await Writer.RunAsync(
        Hosts.On(connection, flushers: 2), await File.ReadAllLinesAsync(keys), Seconds(seconds)),
    ["write-adonet", var connection, var keys, var seconds] => await Writer.RunAsync(
        await Hosts.OnAdoNetAsync(connection, flushers: 2), await File.ReadAllLinesAsync(keys), Seconds(seconds)),
    _ => throw new ArgumentException("write|write-adonet CONNECTION KEYS SECONDS"),
};

static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture));
