using System.Globalization;
using System.Text;
using Npgsql;
using Platform.Benchmarks.Load;
using Platform.Calls;

namespace Platform.Benchmarks.Rows;

/// <summary>Reports of a telephony provider, each signed and each stored: as many as there can be, and how long they
/// take at a rate that a provider may well send.</summary>
internal sealed class WebhookRows(Subject platform, int rounds, TimeSpan duration)
{
    private const string Path = "/webhooks/twilio/status";
    private const string Number = "+12125550100";
    private const int Connections = 64;
    private const int SignedPerSecond = 12_000; // More than are sent: a repeated one would be no work.
    private const double MustPerSecond = 4_000;
    private const double AimPerSecond = 10_000;
    private const int SteadyPerSecond = 1_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    private static readonly string[] Statuses = ["ringing", "in-progress", "completed"];

    private readonly string _accountSid = $"AC{Guid.NewGuid():N}";
    private readonly string _secret = $"{Guid.NewGuid():N}";
    private readonly Uri _url = new(platform.Address, Path);

    public async Task<IReadOnlyList<RowResult>> RunAsync()
    {
        await InstallAsync();
        for (var spent = TimeSpan.Zero; spent < WarmUp; spent += duration)
            await FloodAsync();
        var floods = new List<Round>();
        for (var i = 0; i < rounds; i++)
            floods.Add(await FloodAsync());
        return
        [
            RowResult.AtLeast(
                $"signed telephony webhooks, stored, {Connections} connections", floods, MustPerSecond, AimPerSecond),
            RowResult.Within(
                $"the same at {SteadyPerSecond:N0}/s", await SteadyAsync(TimeSpan.FromSeconds(10)), 99, 20, 10),
        ];
    }

    private async Task InstallAsync()
    {
        var shop = await platform.AddShopAsync("Acme Calls");
        await platform.CreateAsync(
            $"/api/v1/shops/{shop}/numbers", new { phone_number = Number, provider = "twilio" });
        await platform.CreateAsync(
            "/api/v1/provider-credentials",
            new { provider = "twilio", external_account_id = _accountSid, secret = _secret });
    }

    private async Task<Round> FloodAsync()
    {
        var file = System.IO.Path.GetTempFileName();
        await File.WriteAllLinesAsync(
            file, Reports((int)(SignedPerSecond * duration.TotalSeconds)).Select(one => $"{one.Signature} {one.Body}"));
        var before = await StoredAsync();
        var round = await Wrk.RunAsync(platform.Address, "webhook.lua", Connections, duration, file, Path);
        File.Delete(file);

        // Each reply must stand for a report that was stored; those in flight at the end were not counted as replies.
        var stored = await StoredAsync() - before;
        if (stored < round.Replies - round.Errors || stored > round.Replies + Connections)
            throw new InvalidOperationException($"{round.Replies} replies, but {stored} reports were stored.");
        return round;
    }

    private async Task<IReadOnlyList<TimeSpan>> SteadyAsync(TimeSpan length)
    {
        using var provider = new HttpClient { BaseAddress = platform.Address };
        List<(string Signature, string Body)> reports = [.. Reports((int)(SteadyPerSecond * length.TotalSeconds))];
        return await SteadyRate.RunAsync(
            provider,
            i =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, Path)
                {
                    Content = new StringContent(reports[i].Body, null, "application/x-www-form-urlencoded"),
                };
                request.Headers.Add("X-Twilio-Signature", reports[i].Signature);
                return request;
            },
            SteadyPerSecond, length);
    }

    // What is known of a call grows with each report, and its version with it.
    private async Task<long> StoredAsync()
    {
        await using var source = NpgsqlDataSource.Create(platform.Database);
        await using var command = source.CreateCommand("select coalesce(sum(version), 0)::bigint from calls");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private IEnumerable<(string Signature, string Body)> Reports(int count)
    {
        var since = TimeProvider.System.GetUtcNow();
        var callSid = "";
        for (var i = 0; i < count; i++)
        {
            var step = i % Statuses.Length;
            callSid = step == 0 ? $"CA{Guid.NewGuid():N}" : callSid;
            (string, string)[] form =
            [
                ("CallSid", callSid), ("AccountSid", _accountSid), ("From", "+14155550123"), ("To", Number),
                ("CallStatus", Statuses[step]), ("Direction", "inbound"), ("ApiVersion", "2010-04-01"),
                ("SequenceNumber", step.ToString(CultureInfo.InvariantCulture)),
                ("CallbackSource", "call-progress-events"),
                ("Timestamp", since.AddSeconds(step).ToString("R", CultureInfo.InvariantCulture)),
            ];
            yield return (
                OwnSigner.Twilio(_secret, $"{_url}", form), Encoding.ASCII.GetString(OwnSigner.Encode(form)));
        }
    }
}
