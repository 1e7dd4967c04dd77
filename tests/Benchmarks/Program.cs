using System.CommandLine;
using Platform.Benchmarks;
using Platform.Benchmarks.Twin;

var url = new Option<string>("--url") { Required = true, Description = "Where the twin listens." };
var connection = new Option<string>("--connection") { Required = true, Description = "The twin's database." };
var twin = new Command("twin", "Runs the naive twin.") { url, connection };
twin.SetAction((parsed, cancellationToken) =>
    TwinApp.RunAsync(parsed.GetValue(url)!, parsed.GetValue(connection)!, cancellationToken));

var full = new Option<bool>("--full") { Description = "Five rounds, and 16 and 256 connections too." };
var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 8, Description = "Length of a round." };
var only = new Option<string?>("--only") { Description = "Runs the sections whose name contains this." };
var bench = new Command("bench", "Prints the table of speeds.") { full, seconds, only };
bench.SetAction((parsed, cancellationToken) =>
    Bench.RunAsync(
        parsed.GetValue(full), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(only),
        cancellationToken));

return await new RootCommand("Measures the platform against a naive twin.") { twin, bench }.Parse(args).InvokeAsync();
