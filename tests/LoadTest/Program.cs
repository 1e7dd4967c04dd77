using System.CommandLine;
using Platform.LoadTest;
using Platform.LoadTest.Setup;

var url = new Option<string>("--url") { Required = true, Description = "The platform's address." };
var publicUrl = new Option<string?>("--public-url") { Description = "Its PublicBaseUrl, when that is another." };
var accountSid = new Option<string>("--account-sid") { Required = true, Description = "The telephony account." };
var tokenVariable = new Option<string>("--auth-token-env")
{
    DefaultValueFactory = _ => "Twilio__AuthToken",
    Description = "Environment variable with the account's token.",
};
var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Draws the callers." };

var perMinute = new Option<double>("--calls-per-minute") { DefaultValueFactory = _ => 8 };
var crew = new Option<int>("--vendors") { DefaultValueFactory = _ => 10, Description = "Who works." };
var demo = new Command("demo", "Plays callers, vendors and a shop's clerk at a human pace until it is stopped.")
{
    url, publicUrl, accountSid, tokenVariable, seed, perMinute, crew,
};
demo.SetAction(async (parsed, cancellationToken) =>
{
    try
    {
        return await Scenario.From(Settings(parsed))
            .DemoAsync(parsed.GetValue(perMinute), parsed.GetValue(crew), cancellationToken);
    }
    catch (ApiException refused)
    {
        await Console.Error.WriteLineAsync($"The demo has stopped, the platform goes on: {refused.Message}");
        return 1;
    }
});

var duration = new Option<int>("--seconds") { DefaultValueFactory = _ => 30, Description = "Length, 600 at most." };
var rate = new Option<double?>("--calls-per-second") { Description = "Open model: calls begin at this rate." };
var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 16, Description = "Closed model: crew." };
var dashboards = new Option<int>("--dashboards") { DefaultValueFactory = _ => 4, Description = "Live watchers." };
var thresholds = new Option<string[]>("--threshold") { Description = "Such as 'first token:p95<200ms'; repeatable." };
var report = new Option<string>("--report") { DefaultValueFactory = _ => "load-report.html" };
var run = new Command("run", "Loads the platform and writes a report; thresholds decide the exit code.")
{
    url, publicUrl, accountSid, tokenVariable, seed, duration, rate, callers, crew, dashboards, thresholds, report,
};
run.SetAction((parsed, cancellationToken) => Scenario.From(Settings(parsed)).LoadAsync(
    new LoadPlan(
        TimeSpan.FromSeconds(Math.Min(600, parsed.GetValue(duration))), parsed.GetValue(rate),
        parsed.GetValue(callers), parsed.GetValue(crew), parsed.GetValue(dashboards),
        parsed.GetValue(thresholds) ?? [], parsed.GetValue(report)!),
    cancellationToken));

return await new RootCommand("Callers, vendors and dashboards as actors over the platform's public interfaces.")
{
    demo, run,
}.Parse(args).InvokeAsync();

ScenarioSettings Settings(ParseResult parsed) => new(
    new Uri(parsed.GetValue(url)!), new Uri(parsed.GetValue(publicUrl) ?? parsed.GetValue(url)!),
    parsed.GetValue(accountSid)!,
    Environment.GetEnvironmentVariable(parsed.GetValue(tokenVariable)!) ?? "", parsed.GetValue(seed));
