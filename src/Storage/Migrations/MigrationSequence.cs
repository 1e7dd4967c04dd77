namespace Platform.Migrations;

/// <summary>Numbered files that follow each other, and the table that says which of them were applied.</summary>
/// <param name="Folder">Where they are, for messages.</param>
/// <param name="Table">Made by the runner.</param>
/// <param name="Files">In the order of their numbers.</param>
internal sealed record MigrationSequence(string Folder, string Table, IReadOnlyList<Migration> Files)
{
    /// <summary>Every platform's files.</summary>
    public const string PlatformFolder = "sql/";

    /// <summary>Those of a platform that may run as a cluster.</summary>
    public const string ClusterFolder = "sql/orleans/";

    /// <summary>What every platform needs.</summary>
    public static MigrationSequence Platform(IReadOnlyList<Migration> files) =>
        new(PlatformFolder, "schema_migrations", files);

    /// <summary>What the silos of a cluster know each other by. After the platform's: it reads its tables.</summary>
    public static MigrationSequence Cluster(IReadOnlyList<Migration> files) =>
        new(ClusterFolder, "schema_migrations_orleans", files);
}
