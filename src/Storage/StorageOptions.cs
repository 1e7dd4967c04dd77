namespace Platform.Storage;

/// <summary>How the platform reaches its database, and the limits of what it asks of it.</summary>
public sealed class StorageOptions
{
    /// <summary>Npgsql's connection string. The login has to be a member of the platform's three roles, or may create
    /// them.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the host applies the migrations when it starts.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>Whether the database also gets what the silos of a cluster know each other by
    /// (<c>sql/orleans/</c>).</summary>
    public bool HasClusterTables { get; set; }

    /// <summary>How many flushes may be under way at once, 1 to 4. Another one is sent beside those that carry little
    /// and those that take long.</summary>
    public int Flushers { get; set; } = 2;

    /// <summary>Commits of one flush.</summary>
    public int FlushCommitsMax { get; set; } = 512;

    /// <summary>Commits that wait for a flush. Further ones are refused at once.</summary>
    public int WaitingCommitsMax { get; set; } = 10_000;

    /// <summary>Reads of one batch.</summary>
    public int ReadBatchMax { get; set; } = 256;

    /// <summary>How long the database may take to answer a flush before its outcome counts as unknown.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest pause between two attempts to reach a database that is gone.</summary>
    public TimeSpan ReconnectPauseMax { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an unreadable row is not read again.</summary>
    public TimeSpan UnreadablePause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long events are kept, at least 30 days. Whole months go.</summary>
    public TimeSpan LogRetention { get; set; } = TimeSpan.FromDays(31);

    /// <summary>How long receipts are kept at least.</summary>
    public TimeSpan ReceiptRetention { get; set; } = TimeSpan.FromHours(48);

    /// <summary>How long recordings of calls are kept.</summary>
    public TimeSpan RecordingRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Connections of the pool that changes things outside of grains and reads across accounts.</summary>
    public int WriterConnectionsMax { get; set; } = 8;

    /// <summary>Connections of the pool that lists are read with.</summary>
    public int QueryConnectionsMax { get; set; } = 8;

    /// <summary>Connections of Orleans' own grain storage, where states are kept in it
    /// (<c>Storage=AdoNet</c>).</summary>
    public int OrleansStatesConnectionsMax { get; set; } = 16;

    /// <summary>Where files such as pictures are kept; shared by all nodes.</summary>
    public string BlobDirectory { get; set; } = Path.Combine(".data", "blobs");

    /// <summary>The name of this application in the reminder table. It never changes.</summary>
    public string ServiceId { get; set; } = "platform";
}
