using Platform.Commits;
using Platform.Ids;
using static Platform.Sites.SiteImportStatus;

namespace Platform.Sites;

/// <summary>What can happen to an import.</summary>
internal enum SiteImportAction
{
    Begin = 1,
    Retry = 2,
    Finish = 3,
    Fail = 4,
    Accept = 5,
    Dismiss = 6,
}

/// <summary>Every decision about an import. Pure.</summary>
internal static class SiteImportRules
{
    /// <summary>How often a site is tried before it has failed.</summary>
    public const int TriesMax = 3;

    /// <summary>How long a whole reading may take.</summary>
    public static readonly TimeSpan ReadingMax = TimeSpan.FromSeconds(45);

    /// <summary>After this who reads is held to be no more, and it is read again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    /// <summary>The whole life of an import, one row per permitted step. What is not listed is refused.</summary>
    public static SiteImportStatus? Next(SiteImportStatus status, SiteImportAction action) => (status, action) switch
    {
        (Waiting, SiteImportAction.Begin) => Reading,
        (Waiting, SiteImportAction.Fail) => Failed,
        (Waiting, SiteImportAction.Dismiss) => Dismissed,
        (Reading, SiteImportAction.Begin) => Reading, // Who read it is no more.
        (Reading, SiteImportAction.Retry) => Waiting,
        (Reading, SiteImportAction.Finish) => Ready,
        (Reading, SiteImportAction.Fail) => Failed,
        (Reading, SiteImportAction.Dismiss) => Dismissed,
        (Ready, SiteImportAction.Accept) => Accepted,
        (Ready, SiteImportAction.Dismiss) => Dismissed,
        (Failed, SiteImportAction.Dismiss) => Dismissed,
        _ => null,
    };

    public static SiteImport Start(
        string key, Guid shopId, string address, Command command, DateTimeOffset now) => new()
        {
            Id = GrainKey.IdOf(key),
            AccountId = GrainKey.AccountOf(key)
            ?? throw new ArgumentException("An import's key starts with its account.", nameof(key)),
            ShopId = shopId,
            Address = address,
            Status = Waiting,
            DueAt = now,
            AskedBy = command.Actor,
            CreatedAt = now,
            UpdatedAt = now,
            RequestHash = command.RequestHash,
        };

    /// <summary>What is due now: a try that begins, or the end of trying.</summary>
    public static SiteImport WhenDue(SiteImport import, DateTimeOffset now) => import.Tries < TriesMax
        ? Move(import, SiteImportAction.Begin, now) with { Tries = import.Tries + 1, DueAt = now + Lease }
        : Move(import, SiteImportAction.Fail, now) with { Trouble = import.Trouble ?? SiteTrouble.Interrupted };

    /// <summary>What follows from a reading: candidates, another try after a pause, or that it has failed.</summary>
    public static SiteImport WhenRead(
        SiteImport import, SiteReading reading, DateTimeOffset now) => reading.Trouble switch
        {
            null => Move(import, SiteImportAction.Finish, now) with
            {
                Pages = reading.Pages,
                Found = reading.Candidates.Length,
                Trouble = null,
            },
            { } trouble when MayPass(trouble) && import.Tries < TriesMax =>
                Move(import, SiteImportAction.Retry, now) with
                {
                    Trouble = trouble,
                    DueAt = now + (FirstPause * Math.Pow(4, import.Tries - 1)),
                },
            { } trouble => Move(import, SiteImportAction.Fail, now) with { Trouble = trouble, Pages = reading.Pages },
        };

    /// <summary>The import after a step that its life has.</summary>
    public static SiteImport Move(SiteImport import, SiteImportAction action, DateTimeOffset now) => import with
    {
        Status = Next(import.Status, action)
            ?? throw new InvalidOperationException($"An import that is {import.Status} takes no {action}."),
        DueAt = null,
        UpdatedAt = now,
    };

    // What the site itself says stays so; what the way there did may be over in a moment.
    private static bool MayPass(SiteTrouble trouble) => trouble is SiteTrouble.NameUnknown
        or SiteTrouble.Unreachable or SiteTrouble.TooSlow or SiteTrouble.ServerFailed or SiteTrouble.Interrupted;
}
