namespace Platform.Images;

/// <summary>Keeps files by what is in them: the name is the SHA-256, so the same bytes are kept once. What nobody names
/// is swept later, so that a file is written before the commit that names it, and a commit that fails leaves nothing
/// for long.</summary>
public interface IBlobStore
{
    /// <summary>Keeps the bytes. When it returns they are on the disk, whatever happens to the process.</summary>
    /// <returns>Their SHA-256 as 64 hexadecimal digits.</returns>
    /// <exception cref="IOException">They cannot be kept.</exception>
    Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Keeps what is too much to have in memory.</summary>
    /// <param name="content">Read twice, from its beginning.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Its SHA-256 as 64 hexadecimal digits.</returns>
    /// <exception cref="IOException">It cannot be kept.</exception>
    Task<string> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>The bytes, or null when they are not kept (any more).</summary>
    Stream? Open(string sha256);

    /// <summary>Removes what was last put before a time and is not named by anybody.</summary>
    /// <param name="findNamed">Answers those of the names that are still in use.</param>
    /// <returns>How many files went.</returns>
    Task<int> SweepAsync(
        DateTimeOffset before,
        Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlySet<string>>> findNamed,
        CancellationToken cancellationToken);
}
