namespace Platform.Backups;

/// <summary>Where snapshots lie and how long they are kept.</summary>
public sealed class SnapshotOptions
{
    /// <summary>The directory, shared by all nodes. It holds what a backup holds: people's names, numbers and what they
    /// said, and hashes of passwords. Only its owner may read it.</summary>
    public string Path { get; set; } = System.IO.Path.Combine(".data", "snapshots");

    /// <summary>Days for which every snapshot is kept.</summary>
    public int KeepDays { get; set; } = 14;

    /// <summary>Weeks for which Sunday's are kept.</summary>
    public int KeepWeeks { get; set; } = 13;
}
