using System.Security.Cryptography;
using Platform.Storage;

namespace Platform.Images;

/// <summary>Files in a directory that all nodes share, in 256 folders.</summary>
internal sealed class DiskBlobStore(StorageOptions options) : IBlobStore, IDisposable
{
    private const int NameLength = 64;
    private const int FolderLength = 2;
    private const int SweepMax = 1_000;
    private const string PartSuffix = ".part";

    // A file that is put again while the sweep looks at it must not go.
    private readonly SemaphoreSlim _changing = new(1);

    /// <summary>Brings a directory's names to the disk.</summary>
    public Action<string> FlushNames { get; init; } = DirectoryFlush.Flush;

    public async Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        await PutAsync(name, file => file.WriteAsync(content, cancellationToken).AsTask(), cancellationToken);
        return name;
    }

    public async Task<string> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var name = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        await PutAsync(name, file => content.CopyToAsync(file, cancellationToken), cancellationToken);
        return name;
    }

    public Stream? Open(string sha256)
    {
        if (!IsName(sha256))
            return null;
        try
        {
            return new FileStream(
                PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public async Task<int> SweepAsync(
        DateTimeOffset before,
        Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlySet<string>>> findNamed,
        CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.BlobDirectory))
            return 0;
        var swept = 0;
        var old = Directory.EnumerateFiles(options.BlobDirectory, "*", SearchOption.AllDirectories)
            .Where(path => File.GetLastWriteTimeUtc(path) < before.UtcDateTime);
        foreach (var paths in old.Chunk(SweepMax))
        {
            string[] names = [.. paths.Select(path => Path.GetFileName(path)).Where(IsName)];
            var named = await findNamed(names, cancellationToken);
            foreach (var path in paths.Where(path => !named.Contains(Path.GetFileName(path))))
                swept += await RemoveAsync(path, before, cancellationToken);
        }

        return swept;
    }

    public void Dispose() => _changing.Dispose();

    private static bool IsName(string name) => name.Length == NameLength && name.All(char.IsAsciiHexDigitLower);

    private async Task PutAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var folder = MakeFolder(path);
        var part = $"{path}.{Guid.CreateVersion7():N}{PartSuffix}";
        try
        {
            // Written whole under another name first: a file that is there is complete.
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            await _changing.WaitAsync(cancellationToken);
            try
            {
                // Also where it is there already: it gets a new time and escapes the sweep.
                File.Move(part, path, overwrite: true);
                FlushNames(folder);
            }
            finally
            {
                _changing.Release();
            }
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private async Task<int> RemoveAsync(string path, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            if (File.GetLastWriteTimeUtc(path) >= before.UtcDateTime)
                return 0;
            File.Delete(path);
            return 1;
        }
        finally
        {
            _changing.Release();
        }
    }

    private string MakeFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            FlushNames(options.BlobDirectory);
        }

        return folder;
    }

    private string PathOf(string name) => Path.Combine(options.BlobDirectory, name[..FolderLength], name);
}
