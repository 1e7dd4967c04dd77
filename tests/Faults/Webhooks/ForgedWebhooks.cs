using System.Text;
using Platform.Calls;

namespace Platform.Faults;

/// <summary>F8. Webhooks that are not what they say, and genuine ones among them.</summary>
internal static class ForgedWebhooks
{
    private const int AtOnce = 16;
    private const int GenuineEvery = 10;

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var http = scene.Platform.Http;
        var phone = await Telephone.InstallAsync(scene, http, "+12125550100");
        var other = await Telephone.InstallAsync(scene, await Tenants.OwnerAsync(scene, "two"), "+12125550199");
        var rotated = Guid.NewGuid().ToString("N");
        await phone.AddSecretAsync(http, rotated);
        var agent = await HostedAgent.InstallAsync(http, phone);
        var forger = new Forger(phone, other, agent);

        var cases = Form.Rounds(shortForm: 1_500, longForm: 12_000);
        var promises = new Promises();
        var (genuine, forged) = (0, 0);
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await Parallel.ForAsync(
            0, cases, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            {
                var random = new Random(Form.Seed + n);
                if (n % GenuineEvery == 0)
                {
                    var token = n % (2 * GenuineEvery) == 0 ? phone.Token : rotated;
                    var answer = await forger.GenuineAsync(random, token);
                    lock (promises)
                    {
                        genuine++;
                        promises.Keep(answer.Status is >= 200 and < 300, $"a genuine one got {answer.Status}");
                    }

                    return;
                }

                var (kind, refused) = await forger.ForgeAsync(n, random);
                lock (promises)
                {
                    forged++;
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                    promises.Keep(refused.Status is 403 or 400, $"{kind}: {refused.Status} {refused.Text}");
                }
            });

        var calls = await scene.Ledger.CountAsync("select count(*) from calls");
        return promises
            .Keep(calls == genuine, $"{calls} calls are stored, and {genuine} were genuine")
            .Keep(kinds.Count == Forger.Kinds, $"only {kinds.Count} of {Forger.Kinds} kinds of forgery were tried")
            .After(
                forged,
                $"{forged} forged in {kinds.Count} ways, {calls - genuine} accepted; {genuine} genuine "
                + "under the old and "
                + "the new secret, all accepted");
    }
}

/// <summary>The hosted agent's provider.</summary>
internal sealed record HostedAgent(string Secret, Telephone Phone)
{
    private const string Path = "/webhooks/elevenlabs";

    public static async Task<HostedAgent> InstallAsync(HttpClient member, Telephone phone)
    {
        var secret = Guid.NewGuid().ToString("N");
        (await member.CreateAsync(
            "/api/v1/provider-credentials",
            new { provider = "elevenlabs", external_account_id = $"{Guid.NewGuid():N}", secret })).Expect(201);
        return new(secret, phone);
    }

    /// <summary>What it sends after a call.</summary>
    public byte[] Transcript(string words) => Encoding.UTF8.GetBytes(
        $$$$$"""
        {"type":"post_call_transcription","event_timestamp":1739537400,
         "data":{"conversation_id":"{{{{{Guid.NewGuid():N}}}}}",
         "status":"done","transcript":[{"role":"user","message":"{{{{{words}}}}}","time_in_call_secs":3}],
         "metadata":{"start_time_unix_secs":1739537297,"call_duration_secs":42,
          "phone_call":{"direction":"inbound","agent_number":"{{{{{Phone.Number}}}}}",
           "external_number":"+14155550123"}}}}
        """);

    public Task<Answer> SendAsync(byte[] body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("ElevenLabs-Signature", signature);
        return Phone.ReadAsync(request);
    }

    /// <summary>Signed so many seconds from now.</summary>
    public string Sign(byte[] body, int secondsFromNow = 0, string? secret = null) => OwnSigner.ElevenLabs(
        secret ?? Secret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + secondsFromNow, body);
}
