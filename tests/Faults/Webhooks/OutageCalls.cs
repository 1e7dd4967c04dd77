using System.Diagnostics;

namespace Platform.Faults;

/// <summary>F31. Telephones ring while the database does not answer.</summary>
internal static class OutageCalls
{
    private const double AnswerSeconds = 1;
    private const double AnswerSecondsMax = 5;
    private static readonly int AtOnce = Form.Rounds(shortForm: 8, longForm: 4);

    public static async Task<Finding> RunAsync(Trial trial)
    {
        // Beside other work a slow answer says nothing about the database.
        var settings = new Dictionary<string, string>();
        if (!Form.IsLong)
            settings["Calls__DoubtAfter"] = "00:00:02";
        await using var scene = await Scene.OpenAsync(trial, new(IsThroughProxy: true, Settings: settings));
        var phone = await Telephone.InstallAsync(scene, scene.Platform.Http, "+12125550100");
        var known = Telephone.NewCallSid();
        // Warms what a running platform has warm: secret, number, shop.
        (await phone.PostAsync(Telephone.Voice, phone.Form(known, "ringing"))).ExpectText(200);
        var calls = Form.Rounds(shortForm: 40, longForm: 1_000);
        var promises = new Promises();
        var took = new List<TimeSpan>();
        var turnedAway = new List<string>();

        // Half of the time it hangs, half of the time it is gone.
        foreach (var isFrozen in new[] { true, false })
        {
            if (isFrozen)
                scene.Line.Freeze();
            else
                scene.Line.Break();
            await Parallel.ForAsync(
                0, calls / 2, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (_, _) => await RingAsync());
            var end = isFrozen ? "in-progress" : "completed";
            var report = await phone.PostAsync(Telephone.Status, phone.Form(known, end, isFrozen ? 2 : 3));
            promises.Keep(report.Status is 204, $"a report got {report.Status}");
            if (isFrozen)
                scene.Line.Thaw();
            else
                scene.Line.Heal();
        }

        await Until.IsSoAsync(
            async () => await scene.Ledger.CountAsync("select count(*) from calls") >= turnedAway.Count + 1,
            "every call that was turned away is written down");
        await Until.IsSoAsync(
            async () => (await scene.Ledger.ColumnAsync(
                "select status from calls where not exists (select from call_tasks where call_id = calls.id)"))
                is ["completed"],
            "a call-back for each who was turned away, and the end of the one who was not");
        took.Sort();
        var p999 = took[(int)((took.Count - 1) * 0.999)];
        return promises
            .Keep(p999 <= Form.Bar(AnswerSeconds), $"p99.9 of the answers is {p999.TotalSeconds:0.00} s")
            .Keep(took[^1] <= Form.Bar(AnswerSecondsMax), $"a caller waited {took[^1].TotalSeconds:0.00} s")
            .After(
                took.Count,
                $"{took.Count} calls heard an apology, p99.9 {p999.TotalSeconds:0.00} s, at the most "
                + $"{took[^1].TotalSeconds:0.00} s; all {turnedAway.Count} have a call-back, every report "
                + "was applied later");

        async Task RingAsync()
        {
            var sid = Telephone.NewCallSid();
            var watch = Stopwatch.StartNew();
            var answer = await phone.PostAsync(Telephone.Voice, phone.Form(sid, "ringing"));
            lock (promises)
            {
                took.Add(watch.Elapsed);
                turnedAway.Add(sid);
                promises.Keep(
                    answer.Status == 200 && answer.Text.Contains("call you back", StringComparison.Ordinal),
                    $"a caller heard {answer.Status} {answer.Text}");
            }
        }
    }
}
