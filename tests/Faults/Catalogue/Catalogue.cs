namespace Platform.Faults;

/// <summary>What is broken on purpose, in the order of the report.</summary>
internal static class Catalogue
{
    /// <summary>All of it.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("F01", "The process is killed under load, at random moments",
            "0 acknowledged lost, 0 happened twice; ≥ 2,000 acknowledgements/s; first answer ≤ 3 s after (p95)",
            KillRun.RunAsync)
        {
            Control = Control.Of("acknowledge-before-commit"),
            NotShown = "Power loss of the machine: the kernel and its page cache survive.",
        },
        new("F02", "PostgreSQL is killed under load, with all its processes",
            "0 lost, 0 twice; the platform is not started again; writes ≤ 5 s after PostgreSQL is back",
            DatabaseFaults.KilledAsync)
        {
            Control = Control.Outside("synchronous_commit = off", DatabaseFaults.KilledWhileItLiesAsync),
            NotShown = "Loss of the page cache: fsync = off would not be found out by this.",
        },
        new("F03", "PostgreSQL is restarted under load",
            "0 lost, 0 twice; the platform is not started again; writes ≤ 5 s after",
            DatabaseFaults.RestartedAsync)
        {
            Control = Control.Of("dead-connection-kept"),
            NotShown = "A failover to another machine.",
        },
        new("F04", "PostgreSQL hangs (all its processes are stopped)",
            "503 with Retry-After in ≤ 5 s; memory ≤ 200 MB more; warm reads go on; writes ≤ 5 s after; each once",
            FrozenDatabase.RunAsync)
        {
            Control = Control.Of("no-deadline"),
        },
        new("F05", "The answer is lost after the commit",
            "the repetition has the same body, and there is exactly one effect",
            LostAnswers.RunAsync)
        {
            Control = Control.Of("receipt-off", "Simulation"),
            NotShown = "An object that somebody else has changed in between is answered as it stands by then.",
        },
        new("F06", "The same webhook, 2 to 50 times at once",
            "exactly one effect each, every answer 2xx",
            RepeatedWebhooks.RunAsync)
        {
            Control = Control.Of("inbox-off"),
        },
        new("F08", "Forged, altered, stale and foreign webhooks among genuine ones",
            "none accepted, every genuine one accepted, also under the second secret of a rotation",
            ForgedWebhooks.RunAsync)
        {
            Control = Control.Of("signature-not-compared"),
            NotShown = "That secrets are compared in constant time: noise of the machine is larger.",
        },
        new("F10", "Down for a month of nights",
            "every period once and in order, every day as the log has it, every night under a snapshot; ≤ 60 s",
            DownForDays.RunAsync)
        {
            Control = Control.Of("nights-left-out"),
            NotShown = "Days of 23 and 25 hours: Api.Tests, DailySalesTests, with a moved clock.",
        },
        new("F11", "A hundred thousand holds run out in one second",
            "each once, none early, all in ≤ 5 min; people wait ≤ 2 times as long; start with a million ≤ 5 s, 300 MB",
            DueStorm.RunAsync)
        {
            Control = Control.Of("all-woken-at-once"),
            NotShown = "Reminders in such numbers: the platform has a handful; what is due stands in rows.",
        },
        new("F13", "Many write one object at once",
            "what is stored is what was acknowledged; the ledger has no gap; who saw an old version is told",
            ManyWriters.RunAsync)
        {
            Control = Control.Of("version-not-compared"),
        },
        new("F14", "An event that can never be applied",
            "given up after 5 tries and shown; others are not held up; replayed when it is mended",
            PoisonMessages.RunAsync)
        {
            Control = Control.Of("tried-for-ever"),
            IsLongOnly = true, // It waits for five tries; the rules of it have tests of their own.
            NotShown = "By how much others are slower meanwhile.",
        },
        new("F15", "One stored state in a hundred cannot be read",
            "only those fail, with an id; their rows are never written over; all others are right",
            PoisonStates.RunAsync)
        {
            Control = Control.Of("unreadable-is-new"),
        },
        new("F16", "A dashboard stops reading, others read a kilobyte a second",
            "the others hear everything once, ≤ 1.2 times as late; who is stuck is cut in ≤ 30 s; ≤ 2 MB each",
            StuckDashboards.RunAsync)
        {
            Control = Control.Of("stuck-is-kept"),
            IsLongOnly = true, // It waits until buffers are full; the same stands in Api.Tests, SlowClientTests.
            NotShown = "A thousand of them: on one machine they would take the cores from the platform.",
        },
        new("F17", "Dashboards lose their line, and the platform its process, while things happen",
            "0 gaps, nothing heard twice, in order",
            CutStreams.RunAsync)
        {
            Control = Control.Outside("the last position", CutStreams.ForgetfulAsync),
        },
        new("F18", "More buyers than pieces, at once",
            "exactly as many orders as pieces, everybody else 409 out-of-stock, every balance right",
            Oversell.RunAsync)
        {
            Control = Control.Of("stock-not-checked"),
        },
        new("F20", "Vendors accept the same job at once, or one accepts while it is cancelled",
            "exactly one of them has it; the others are told that it is gone, by push in ≤ 1 s",
            VendorRaces.RunAsync)
        {
            Control = Control.Of("winner-outside-the-order", "Simulation"),
        },
        new("F22", "Somebody asks for what belongs to another account, on every route",
            "no word of it, no row changed; the database shows nothing either",
            ForeignRequests.RunAsync)
        {
            Control = Control.Of("account-header-believed"),
            NotShown = "Routes that need a file or a socket are asked with an empty body.",
        },
        new("F12", "A process is suspended, another takes over, and the first one wakes with work in hand",
            "0 stale writes accepted; the one that slept goes by itself",
            TwoProcesses.RunAsync)
        {
            Control = Control.Of("fence-off"),
            NotShown = "Silos of an Orleans cluster: its packages do not restore everywhere.",
        },
        new("F37", "The process is asked to stop under load",
            "nothing is carried out without an answer; drained in ≤ 30 s; dashboards are told to come back",
            Draining.RunAsync),
        new("F38", "More connections come than there are file handles",
            "refused at once; the process lives, who is connected goes on, newcomers within 10 s after",
            FewHandles.RunAsync)
        {
            Control = Control.Of("last-handle-given"),
            NotShown = "A limit of memory: a control group needs rights that test machines do not give.",
        },
        new("F23", "The disk with PostgreSQL's data is full",
            "503, nothing acknowledged and not kept; warm reads go on; writes ≤ 10 s after there is room",
            FullDisk.RunAsync)
        {
            Hindrance = FullDisk.Hindrance,
            IsLongOnly = true,
            NotShown = "A full write-ahead log: PostgreSQL stops then, and its operator starts it.",
        },
        new("F24", "fsync of PostgreSQL answers EIO",
            "0 lost, 0 twice; PostgreSQL recovers by itself",
            BrokenDisk.RunAsync)
        {
            Hindrance = BrokenDisk.Hindrance,
            IsLongOnly = true,
        },
        new("F25", "The process is killed in the middle of the nightly snapshot",
            "what is shown is whole and on the disk; the next run takes that night's; halves are swept away",
            KilledSnapshots.RunAsync)
        {
            Control = Control.Of("written-in-place"),
            NotShown = "Recovery to a point in time: that is PostgreSQL's own archive.",
        },
        new("F27", "Five times as much is asked as can be served",
            "≥ 80 % of the peak is served, p99 ≤ 1 s; the rest 503 with Retry-After in ≤ 50 ms; memory bounded; "
            + "an order ≤ 10 s after",
            Overload.RunAsync)
        {
            Control = Control.Of("everybody-let-in"),
            NotShown = "A crowd that is not on the same machine: it has the other core.",
        },
        new("F29", "Two grains wait for each other",
            "503 within 1 s instead of the deadline, named in the log; both go on",
            CallCircle.RunAsync)
        {
            Control = Control.Of("circle-not-seen"),
            IsLongOnly = true, // It needs a copy of the product: no route of it leads into a circle.
            NotShown = "Orleans: its calls end at their deadline. The conformance suite has what holds on either.",
        },
        new("F31", "Telephones ring while the database hangs or is gone",
            "an apology in ≤ 1 s (p99.9), never > 5 s; every report is kept and applied, every caller called back",
            OutageCalls.RunAsync)
        {
            Control = Control.Of("callers-wait"),
        },
        new("F32", "Words that stand nowhere else are sent wherever a person or a secret can be",
            "none in logs, metrics, problems or the log of events",
            Canaries.RunAsync)
        {
            Control = Control.Of("says-what-was-sent"),
            NotShown = "Dumps of memory: they hold what the memory holds, and are made by nobody but the operator.",
        },
        new("F35", "The process is killed between a commit and what others do about it",
            "each completed order has one invoice, no number is left out, every counter equals a recount",
            KilledBetween.RunAsync)
        {
            Control = Control.Of("position-before-effect", "Simulation"),
            IsLongOnly = true,
        },
    ];

    /// <summary>What is said and not shown.</summary>
    public static IReadOnlyList<string> BeyondOneMachine { get; } =
    [
        "Power loss of the host: SIGKILL leaves the page cache, so a missing fsync does not show.",
        "A network partition between machines: the proxy stands on the same host.",
        "How it scales over several machines.",
    ];

    /// <summary>The fault of a name.</summary>
    public static Fault Of(string id) => All.Single(fault => fault.Id == id);
}
