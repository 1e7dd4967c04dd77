using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Platform.Backups;

/// <summary>The text inside the compressed file. <c>zcat</c> shows it; PostgreSQL's own <c>copy</c> reads the rows:
/// <code>
/// platform snapshot 1
/// table orders key,account_id,version,…
/// (a line a row, as copy writes them)
/// \.
/// end 47 tables 1234 rows
/// </code></summary>
internal static class SnapshotFormat
{
    public const int Version = 1;
    public const string RowsEnd = "\\.";

    private const string FirstWord = "platform snapshot ";
    private const string TableWord = "table ";

    public static string FirstLine { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{FirstWord}{Version}");

    public static string TableLine(string table, IEnumerable<string> columns) =>
        $"{TableWord}{table} {string.Join(',', columns)}";

    public static string LastLine(int tables, long rows) =>
        string.Create(CultureInfo.InvariantCulture, $"end {tables} tables {rows} rows");

    /// <exception cref="SnapshotFaultException">It is no snapshot, or a newer program's.</exception>
    public static void CheckFirstLine(string line)
    {
        if (!line.StartsWith(FirstWord, StringComparison.Ordinal)
            || !int.TryParse(line.AsSpan(FirstWord.Length), CultureInfo.InvariantCulture, out var version))
        {
            throw new SnapshotFaultException(DrillFault.Damaged, "The file does not begin like a snapshot.");
        }

        if (version > Version)
            throw Newer(version);
    }

    /// <summary>The table of a heading, and its columns; null for any other line.</summary>
    public static (string Table, string[] Columns)? ReadTableLine(string line) =>
        line.StartsWith(TableWord, StringComparison.Ordinal)
            && line[TableWord.Length..].Split(' ') is [var table, var columns]
            ? (table, columns.Split(','))
            : null;

    public static SnapshotFaultException Newer(int version) => new(
        DrillFault.FormatNewer,
        $"It is of format {version}; this program knows {Version} and older: a newer one has written it.");
}

/// <summary>Reads that text as a stream: no row is held longer than it takes to pass it on.</summary>
internal sealed class SnapshotText(Stream stream)
{
    private const int BufferSize = 64 * 1024;

    private static readonly byte[] RowsEnd = Encoding.ASCII.GetBytes(SnapshotFormat.RowsEnd);

    private readonly PipeReader _pipe = PipeReader.Create(stream, new(bufferSize: BufferSize));

    /// <summary>The next line.</summary>
    /// <param name="where">Where the reader is, for the reason.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SnapshotFaultException">The file ends here.</exception>
    public async Task<string> ReadLineAsync(string where, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.UTF8.GetString(buffer.Slice(0, end));
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            ExpectMore(read, where);
        }
    }

    /// <summary>Passes on the rows of a table. Answers how many there were.</summary>
    public async Task<long> CopyRowsAsync(Stream target, string table, CancellationToken cancellationToken)
    {
        var rows = 0L;
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                var next = rest.GetPosition(1, end);
                if (IsRowsEnd(line))
                {
                    _pipe.AdvanceTo(next);
                    return rows;
                }

                foreach (var part in rest.Slice(0, next))
                    await target.WriteAsync(part, cancellationToken);
                rows++;
                rest = rest.Slice(next);
            }

            _pipe.AdvanceTo(rest.Start, rest.End);
            ExpectMore(read, table);
        }
    }

    private static void ExpectMore(ReadResult read, string where)
    {
        if (read.IsCompleted)
            throw new SnapshotFaultException(DrillFault.Damaged, $"The file ends within {where}.");
    }

    private static bool IsRowsEnd(ReadOnlySequence<byte> line)
    {
        if (line.Length != RowsEnd.Length)
            return false;
        Span<byte> two = stackalloc byte[RowsEnd.Length];
        line.CopyTo(two);
        return two.SequenceEqual(RowsEnd);
    }
}
