using System.Security.Cryptography;
using Platform.Storage;

namespace Platform.Images;

public sealed class DiskBlobStoreTests : IDisposable
{
    private static readonly byte[] Bytes = "a picture"u8.ToArray();

    private readonly string _directory = Directory.CreateTempSubdirectory("platform-blobs-").FullName;
    private readonly DiskBlobStore _store;

    public DiskBlobStoreTests() => _store = new(new StorageOptions { BlobDirectory = _directory });

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task What_is_kept_is_named_by_its_bytes_and_kept_once()
    {
        var name = await _store.PutAsync(Bytes, default);
        await _store.PutAsync(Bytes, default);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes)), name);
        using var stream = _store.Open(name)!;
        var read = new byte[Bytes.Length + 1];
        Assert.Equal(Bytes.Length, await stream.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_name_is_on_the_disk_before_anybody_is_told_it()
    {
        var flushed = new List<(string Directory, int Files)>();
        using var store = new DiskBlobStore(new StorageOptions { BlobDirectory = _directory })
        {
            FlushNames = directory => flushed.Add((directory, Directory.GetFiles(directory).Length)),
        };

        var name = await store.PutAsync(Bytes, default);
        await store.PutAsync(Bytes, default);

        // The new folder's own name once, then the file's, when it has it.
        var folder = Path.Combine(_directory, name[..2]);
        Assert.Equal([(_directory, 0), (folder, 1), (folder, 1)], flushed);
    }

    [Fact]
    public void What_cannot_be_flushed_is_no_success()
    {
        DirectoryFlush.Flush(_directory);

        Assert.Throws<IOException>(() => DirectoryFlush.Flush(Path.Combine(_directory, "absent")));
    }

    [Theory]
    [InlineData("../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_name_that_is_none_or_is_not_there_opens_nothing(string name) => Assert.Null(_store.Open(name));

    [Fact]
    public async Task The_sweep_takes_what_is_old_and_nobody_names()
    {
        var named = await _store.PutAsync("named"u8.ToArray(), default);
        var orphan = await _store.PutAsync("orphan"u8.ToArray(), default);
        var young = await _store.PutAsync("young"u8.ToArray(), default);
        var part = Path.Combine(_directory, named[..2], $"{named}.half.part");
        await File.WriteAllTextAsync(part, "cut off");
        foreach (var path in Files().Where(path => !path.EndsWith(young, StringComparison.Ordinal)))
            File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);

        var swept = await _store.SweepAsync(
            DateTimeOffset.UnixEpoch.AddDays(1),
            (names, _) => Task.FromResult<IReadOnlySet<string>>(names.Where(name => name == named).ToHashSet()),
            default);

        Assert.Equal(2, swept);
        Assert.Equal(
            new[] { named, young }.Order(), Files().Select(path => Path.GetFileName(path)).Order());
        Assert.Null(_store.Open(orphan));
    }

    [Fact]
    public async Task What_was_put_again_is_young_again()
    {
        await _store.PutAsync(Bytes, default);
        File.SetLastWriteTimeUtc(Files().Single(), DateTime.UnixEpoch);
        await _store.PutAsync(Bytes, default);

        var swept = await _store.SweepAsync(
            DateTimeOffset.UnixEpoch.AddDays(1),
            (_, _) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string>()), default);

        Assert.Equal(0, swept);
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories);
}
