namespace Platform.Faults;

/// <summary>F6. The same report many times at once.</summary>
internal static class RepeatedWebhooks
{
    private const int CopiesMax = 50;
    private const int CallsAtOnce = 4;

    private static readonly string[] Reports = ["ringing", "in-progress", "completed"];

    public static async Task<Finding> RunAsync(Trial trial)
    {
        await using var scene = await Scene.OpenAsync(trial);
        var phone = await Telephone.InstallAsync(scene, scene.Platform.Http, "+12125550100");
        var calls = Form.Rounds(shortForm: 30, longForm: 1_300);
        var promises = new Promises();
        var sent = 0L;
        await Parallel.ForAsync(
            0, calls, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, async (n, _) =>
            {
                var random = new Random(Form.Seed + n);
                var sid = Telephone.NewCallSid();
                foreach (var (sequence, status) in Reports.Index())
                {
                    var form = phone.Form(sid, status, sequence + 1);
                    var answers = await Task.WhenAll(
                        Enumerable.Range(0, random.Next(2, CopiesMax + 1)).Select(
                            _ => phone.PostAsync(Telephone.Status, form)));
                    Interlocked.Add(ref sent, answers.Length);
                    lock (promises)
                    {
                        promises.None(
                            [
                                .. answers.Where(answer => answer.Status is < 200 or > 299)
                                    .Select(answer => answer.Status),
                            ],
                            "answers that are not 2xx");
                    }
                }
            });

        var effects = await scene.Ledger.CountAsync("select coalesce(sum(version), 0) from calls");
        var stored = await scene.Ledger.CountAsync("select count(*) from calls where status = 'completed'");
        var twice = await scene.Ledger.ColumnAsync(
            "select subject || ' ' || kind from events where kind like 'call.%' group by subject, kind, body"
            + " having count(*) > 1");
        return promises
            .Keep(stored == calls, $"{stored} calls have ended of {calls}")
            .Keep(effects == calls * Reports.Length, $"{effects} effects of {calls * Reports.Length} reports")
            .None(twice, "events that happened twice")
            .After(
                calls * Reports.Length,
                $"{calls * Reports.Length} reports sent {sent} times, up to {CopiesMax} at once: {effects} effects, "
                + "every answer 2xx");
    }
}
