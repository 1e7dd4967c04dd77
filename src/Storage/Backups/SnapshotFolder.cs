using System.Globalization;
using System.Security.Cryptography;
using Platform.Images;

namespace Platform.Backups;

/// <summary>The directory of snapshots, a folder an account. What is written lies under another name until it is whole
/// and on the disk, so a crash leaves a part that nobody takes for a snapshot.</summary>
internal sealed class SnapshotFolder(SnapshotOptions options)
{
    public const string PartSuffix = ".part";
    public const string Suffix = ".snapshot.gz";
    private const string MarksFolder = "erased";
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Brings a directory's names to the disk.</summary>
    public Action<string> FlushNames { get; init; } = DirectoryFlush.Flush;

    public string Root => options.Path;

    public static string NameOf(Guid id, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{id:N}{Suffix}");

    public string Of(Guid accountId) => Path.Combine(options.Path, accountId.ToString("N"));

    public string PathOf(AccountSnapshot snapshot) => Path.Combine(Of(snapshot.AccountId), snapshot.File);

    public static string ManifestOf(string path) => path + SnapshotManifest.Suffix;

    /// <summary>Where it is noted who was erased.</summary>
    public string MarksOf(Guid accountId) => Path.Combine(Of(accountId), MarksFolder);

    /// <summary>The same for a snapshot that was put anywhere, with its folder.</summary>
    public static string MarksBeside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, MarksFolder);

    /// <summary>A new file's place, which only its writer knows as yet.</summary>
    public string NewPart(Guid accountId, string name) => Path.Combine(Made(Of(accountId)), name + PartSuffix);

    /// <summary>Makes a whole file a snapshot: the manifest comes last, and without it nothing is one.</summary>
    public void Keep(string part, AccountSnapshot snapshot)
    {
        var path = PathOf(snapshot);
        File.Move(part, path);
        try
        {
            Write(ManifestOf(path), SnapshotManifest.Write(snapshot));
        }
        catch
        {
            // Nobody knows whether their names would outlast a power cut.
            File.Delete(ManifestOf(path));
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Writes a small file whole or not at all.</summary>
    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Made(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Guid.CreateVersion7():N}{PartSuffix}";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            FlushNames(folder);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>The manifest of a snapshot that is there.</summary>
    /// <exception cref="SnapshotFaultException">The file or the manifest is not there, or is not what it
    /// was.</exception>
    public static AccountSnapshot ReadManifest(string path)
    {
        foreach (var needed in (string[])[path, ManifestOf(path)])
        {
            if (!File.Exists(needed))
                throw new SnapshotFaultException(DrillFault.Missing, $"{Path.GetFileName(needed)} is not there.");
        }

        return SnapshotManifest.Read(File.ReadAllBytes(ManifestOf(path)));
    }

    /// <summary>Reads the whole file: its size and its checksum have to be those that were recorded.</summary>
    /// <exception cref="SnapshotFaultException">They are not.</exception>
    public static async Task CheckAsync(string path, AccountSnapshot snapshot, CancellationToken cancellationToken)
    {
        await using var file = OpenRead(path);
        if (file.Length != snapshot.Bytes)
        {
            var how = file.Length < snapshot.Bytes ? "it is cut off" : "something was added to it";
            throw new SnapshotFaultException(
                DrillFault.SizeDiffers, $"The file has {file.Length} of {snapshot.Bytes} bytes: {how}.");
        }

        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        if (sha256 != snapshot.Sha256)
        {
            throw new SnapshotFaultException(
                DrillFault.ChecksumDiffers,
                $"The file's SHA-256 is {sha256[..12]}… and was {snapshot.Sha256[..12]}…: its bytes have changed.");
        }
    }

    public static FileStream OpenRead(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 64 * 1024,
        FileOptions.Asynchronous | FileOptions.SequentialScan);

    private string Made(string folder)
    {
        if (Directory.Exists(folder))
            return folder;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
        FlushNames(Path.GetDirectoryName(Path.GetFullPath(folder))!);
        return folder;
    }
}
