namespace Platform.Calls;

/// <summary>How calls are taken, and the limits of it.</summary>
internal sealed class CallsOptions
{
    /// <summary>The address under which providers reach this host, without a slash at the end. It is part of what they
    /// sign.</summary>
    public string PublicBaseUrl { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Where the spool is, and what is being received.</summary>
    public string DataDirectory { get; set; } = ".data";

    /// <summary>Where this process keeps its spool; null: below the data directory. Processes that share the data
    /// directory need one each.</summary>
    public string? SpoolDirectory { get; set; }

    /// <summary>How long an answer takes before the database is asked whether it is there: far longer than one that
    /// is.</summary>
    public TimeSpan DoubtAfter { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the caller hears nothing before an apology is better. The provider gives up after 15
    /// s.</summary>
    public TimeSpan VoicePatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The same while the platform is known to be unwell: nobody waits for what just failed.</summary>
    public TimeSpan OutageVoicePatience { get; set; } = TimeSpan.FromMilliseconds(600);

    /// <summary>How long a report may take to be applied before it goes to the spool.</summary>
    public TimeSpan ReportPatience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the agent may think about an answer before the caller hears something else.</summary>
    public TimeSpan AgentPatience { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How long the spool waits between two attempts.</summary>
    public TimeSpan ReplayPause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a report of the spool may fail while the database answers before it is put aside: longer than
    /// a cluster takes to get over a lost silo.</summary>
    public TimeSpan ReplayPatience { get; set; } = TimeSpan.FromMinutes(1);

    public long SpoolBytesMax { get; set; } = 64 * 1024 * 1024;

    /// <summary>The same address for WebSockets.</summary>
    public string PublicSocketUrl => Twilio.SignedUrl.ToWebSocket(PublicBaseUrl.TrimEnd('/'));
}
