namespace Platform.Cluster;

/// <summary>The statements of Orleans' storage provider.</summary>
public sealed class ClusterStatesTests : OrleansTables
{
    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = [4];

    [Fact]
    public async Task A_state_is_written_by_who_knows_its_version_and_by_nobody_else()
    {
        Assert.Equal(1, await WriteAsync("a", null, First));
        Assert.Null(await WriteAsync("a", null, Second));
        Assert.Equal(2, await WriteAsync("a", 1, Second));
        Assert.Null(await WriteAsync("a", 1, First));
        Assert.Null(await WriteAsync("b", 1, First));

        var row = Assert.Single(await AskAsync("ReadFromStorageKey", Key("a")));
        Assert.Equal(Second, row["PayloadBinary"]);
        Assert.Equal(2, row["Version"]);
        Assert.Empty(await AskAsync("ReadFromStorageKey", Key("b")));
    }

    [Fact]
    public async Task Of_many_that_write_a_first_state_at_once_one_does()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => WriteAsync("a", null, First)));

        Assert.Single(written, version => version == 1);
        Assert.Equal(11, written.Count(version => version is null));
    }

    [Fact]
    public async Task A_key_that_is_a_number_is_another_than_its_text()
    {
        Assert.Equal(1, await WriteAsync(null, null, First, number: 7));
        Assert.Equal(1, await WriteAsync("7", null, First));
        Assert.Equal(1, await WriteAsync(null, null, First, number: 8));
    }

    [Fact]
    public async Task What_is_cleared_keeps_its_version_so_that_who_slept_cannot_write()
    {
        await WriteAsync("a", null, First);

        var cleared = Assert.Single(await AskAsync("ClearStorageKey", [.. Key("a"), ("GrainStateVersion", 1)]));

        Assert.Equal(2, cleared["NewGrainStateVersion"]);
        Assert.Null(Assert.Single(await AskAsync("ReadFromStorageKey", Key("a")))["PayloadBinary"]);
        Assert.Null(await WriteAsync("a", null, Second));
        Assert.Null(await WriteAsync("a", 1, Second));
        Assert.Equal(3, await WriteAsync("a", 2, Second));
    }

    private async Task<int?> WriteAsync(string? text, int? version, byte[] payload, long number = 0)
    {
        var rows = await AskAsync(
            "WriteToStorageKey",
            [.. Key(text, number), ("GrainStateVersion", version), ("PayloadBinary", payload)]);
        return rows is [var row] ? (int?)row["NewGrainStateVersion"] : null;
    }

    // With all that the provider names; the platform's statements have no use for its hashes.
    private static (string, object?)[] Key(string? text, long number = 0) =>
    [
        ("GrainIdHash", 1), ("GrainIdN0", 0L), ("GrainIdN1", number), ("GrainTypeHash", 2),
        ("GrainTypeString", "boxes"), ("GrainIdExtensionString", text), ("ServiceId", "platform"),
    ];
}
