using System.Security.Cryptography;

namespace Platform.Secrets;

/// <summary>The one secret that is not in the database: everything else is encrypted under it. From configuration
/// (<c>MasterKey</c>, 32 bytes in base64 or hexadecimal), or from a file of the data directory that is made on the
/// first start and that only its owner can read. All nodes of a cluster need the same one.</summary>
public sealed class MasterKey
{
    private const int Length = 32;
    private const int NameLength = 8;
    private const string FileName = "master.key";
    private const int TurnTriesMax = 500;

    private static readonly TimeSpan TurnPause = TimeSpan.FromMilliseconds(10);

    private MasterKey(byte[] bytes) => Bytes = bytes;

    /// <summary>The key itself.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A short name that tells keys apart and says nothing about them.</summary>
    internal string Name => Convert.ToHexStringLower(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes.ToArray(), NameLength,
            info: "platform master name"u8.ToArray()));

    /// <summary>The configured key, or the file's.</summary>
    /// <exception cref="InvalidOperationException">The configured text is not 32 bytes, or the file is
    /// damaged.</exception>
    public static MasterKey Load(string? configured, string dataDirectory)
    {
        if (!string.IsNullOrEmpty(configured))
            return new(Parse(configured, "MasterKey"));

        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, FileName);
        if (!File.Exists(path))
            Create(path);
        return new(Parse(File.ReadAllText(path).Trim(), path));
    }

    private static byte[] Parse(string text, string origin)
    {
        var bytes = new byte[Length + 1];
        if (text.Length == 2 * Length && text.All(char.IsAsciiHexDigit))
            return Convert.FromHexString(text);
        if (Convert.TryFromBase64String(text, bytes, out var written) && written == Length)
            return bytes[..Length];
        throw new InvalidOperationException($"{origin} must be 32 bytes in base64 or hexadecimal.");
    }

    // Written whole under another name first: who reads never sees half a key. A rename replaces what is there, so one
    // at a time looks and makes: two processes that start at once end up with one key.
    private static void Create(string path)
    {
        using var turn = TakeTurn(path);
        if (File.Exists(path))
            return; // Somebody else was first.
        var made = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(made, options))
            file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
        File.Move(made, path);
    }

    // A file that nobody else may open meanwhile; it goes with its process.
    private static FileStream TakeTurn(string path)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(
                    path + ".lock",
                    new FileStreamOptions
                    {
                        Mode = FileMode.OpenOrCreate,
                        Access = FileAccess.ReadWrite,
                        Share = FileShare.None,
                        Options = FileOptions.DeleteOnClose,
                    });
            }
            catch (IOException) when (i < TurnTriesMax)
            {
                SpinWait.SpinUntil(() => File.Exists(path), TurnPause);
            }
        }
    }
}
