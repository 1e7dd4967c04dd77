namespace Platform.Benchmarks.Rows;

/// <summary>Orleans' own storage is not in this build.</summary>
internal static class AdoNetRow
{
    public static Task<IReadOnlyList<RowResult>> RunAsync(string connection, int rounds, TimeSpan duration) =>
        Task.FromResult<IReadOnlyList<RowResult>>([]);
}
