using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Platform.Http;

/// <summary>How many file handles this process may have. Linux alone says it in this way.</summary>
internal static class FileHandles
{
    private const int NumberOfFiles = 7; // RLIMIT_NOFILE, getrlimit(2).

    /// <summary>One more than the highest handle that the kernel gives out now: an operator can change it while the
    /// process runs.</summary>
    /// <exception cref="Win32Exception">The kernel did not say.</exception>
    public static long Limit() =>
        GetLimit(NumberOfFiles, out var limit) is 0
            ? (long)Math.Min(limit.Current, int.MaxValue)
            : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static extern int GetLimit(int resource, out ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Current;
        public ulong Max;
    }
}
