using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Platform.Images;

/// <summary>Brings a directory's names to the disk: a file that was flushed and renamed may else be gone after a power
/// cut. .NET opens no directories, so this asks the system itself.</summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The directory cannot be opened or flushed.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return; // NTFS writes names to its journal by itself.

        var file = Open(Encoding.UTF8.GetBytes(directory + '\0'), ReadOnly);
        if (file < 0)
            throw Failed(directory);
        try
        {
            if (Sync(file) != 0)
                throw Failed(directory);
        }
        finally
        {
            _ = Close(file);
        }
    }

    private static IOException Failed(string directory)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{directory} cannot be flushed: {cause.Message}", cause);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
}
