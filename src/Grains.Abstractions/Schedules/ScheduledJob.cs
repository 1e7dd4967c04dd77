using System.Text.Json.Serialization;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Schedules;

/// <summary>A recurring job of an account, or of one of its shops: where it stands. Times are UTC.</summary>
[GenerateSerializer, Immutable, Alias("Platform.ScheduledJob")]
public sealed record ScheduledJob
{
    [Id(0)] public required Guid Id { get; init; }
    [Id(1)] public required Guid AccountId { get; init; }

    /// <summary>Which work it is: a name of <see cref="JobNames"/>.</summary>
    [Id(2)] public required string Job { get; init; }

    /// <summary>Whose work; null for the account's, or for what belongs to none of its shops.</summary>
    [Id(3)] public Guid? ShopId { get; init; }

    /// <summary>IANA zone of its days.</summary>
    [Id(4)] public required string Timezone { get; init; }

    /// <summary>The last day that was done; null before the first.</summary>
    [Id(5)] public DateOnly? LastDay { get; init; }

    /// <summary>Everything before this was done.</summary>
    [Id(6)] public required DateTimeOffset ThroughAt { get; init; }

    /// <summary>The day that is next, and when it is to be done.</summary>
    [Id(7)] public required DateOnly NextDay { get; init; }
    [Id(8)] public required DateTimeOffset NextAt { get; init; }

    /// <summary>When the grain is woken: for the next day, sooner when somebody asked, later after a failure.</summary>
    [Id(9)] public required DateTimeOffset DueAt { get; init; }

    /// <summary>Runs so far.</summary>
    [Id(10)] public long Runs { get; init; }

    /// <summary>Days done so far.</summary>
    [Id(11)] public long Periods { get; init; }

    /// <summary>Failures since the last run that went well.</summary>
    [Id(12)] public int Failures { get; init; }

    /// <summary>How the last one failed, or what is waited for; null when all is well.</summary>
    [Id(13)] public string? Trouble { get; init; }

    /// <summary>When the last run ended.</summary>
    [Id(14)] public DateTimeOffset? LastFinishedAt { get; init; }

    /// <summary>That somebody asked for a run which has not ended yet.</summary>
    [Id(15)] public JobRequest? Asked { get; init; }
}

/// <summary>Who asked for a run, and when.</summary>
[GenerateSerializer, Immutable, Alias("Platform.JobRequest")]
public sealed record JobRequest([property: Id(0)] Actor Actor, [property: Id(1)] DateTimeOffset At);

/// <summary>The recurring work that there is. The names are kept: never rename, never reuse.</summary>
public static class JobNames
{
    /// <summary>A shop's sales of each of its days, at 02:00 of the next.</summary>
    public const string DailySales = "daily-sales";

    /// <summary>A shop's stock, counted again at 03:00.</summary>
    public const string StockCheck = "stock-check";

    /// <summary>An account's snapshot of each night, at 03:00 UTC.</summary>
    public const string NightlySnapshot = "nightly-snapshot";

    /// <summary>Lets go of an account's old snapshots, at 05:00 UTC.</summary>
    public const string SnapshotCleanup = "snapshot-cleanup";

    /// <summary>Lets go of what was said on an account's old calls, at 04:00 UTC.</summary>
    public const string TranscriptCleanup = "transcript-cleanup";

    /// <summary>The local time at which the work of a day is done, on the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such work.</exception>
    public static TimeOnly TimeOf(string job) => job switch
    {
        DailySales => new(2, 0),
        StockCheck => new(3, 0),
        NightlySnapshot => new(3, 0),
        SnapshotCleanup => new(5, 0),
        TranscriptCleanup => new(4, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(job), job, "There is no such recurring work."),
    };

    /// <summary>The id of a job follows from whose it is.</summary>
    public static Guid IdOf(Guid accountId, string job, Guid? shopId) =>
        NameBasedId.Of("scheduled-job", accountId.ToString("N"), job, (shopId ?? Guid.Empty).ToString("N"));
}

/// <summary>How jobs are kept: snake_case, without what is empty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScheduledJob))]
[JsonSerializable(typeof(JobEvent))]
public sealed partial class ScheduledJobJson : JsonSerializerContext;

/// <summary>Body of <c>job.asked</c>, <c>job.finished</c> and <c>job.failed</c>.</summary>
public sealed record JobEvent(
    Guid JobId, string Job, Guid? ShopId, long RunNo, int Periods, DateOnly? LastDay, DateTimeOffset NextAt,
    long Version);
