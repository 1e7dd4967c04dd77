using Npgsql;

namespace Platform.Commits;

/// <summary>Lets a commit that somebody left behind in only while Orleans' row is as it was found: whoever takes it
/// back changes that row, and from then on nobody brings it anywhere.</summary>
internal sealed record DrainGuard(string Kind, string RowKey, int Version, string Service) : IOwnWriter
{
    public RowWriter Writer => GuardWriter.Only;

    private sealed class GuardWriter() : RowWriter(new GuardedTable())
    {
        // Waits for whoever is changing the row, and is waited for.
        private const string Sql =
            """
            with found as (
                select 1
                  from unnest($1::text[], $2::text[], $3::integer[], $4::text[]) as i(kind, id_text, version, service)
                  join orleans.states as s
                    on s.kind = i.kind and s.id_text = i.id_text and s.id_0 = 0 and s.id_1 = 0
                   and s.service = i.service and s.version = i.version
                   for share of s)
            select platform_expect(count(*), cardinality($1)) from found
            """;

        public static GuardWriter Only { get; } = new();

        public override IReadOnlyList<Type> Types => [typeof(string), typeof(string), typeof(int), typeof(string)];

        public override IEnumerable<object?> Values(IRow row) =>
            row is DrainGuard guard ? [guard.Kind, guard.RowKey, guard.Version, guard.Service] : [];

        public override NpgsqlBatchCommand Command(IReadOnlyList<IRow> rows)
        {
            DrainGuard[] guards = [.. rows.Cast<DrainGuard>()];
            return Command(
            [
                guards.Select(guard => guard.Kind).ToArray(), guards.Select(guard => guard.RowKey).ToArray(),
                guards.Select(guard => guard.Version).ToArray(), guards.Select(guard => guard.Service).ToArray(),
            ]);
        }

        public override NpgsqlBatchCommand Command(IReadOnlyList<Array> columns)
        {
            var command = new NpgsqlBatchCommand(Sql);
            foreach (var column in columns)
                command.Parameters.Add(new() { Value = column });
            return command;
        }
    }

    private sealed class GuardedTable() : RowTable("orleans.states", replacesOnKey: false, [])
    {
        public override Type RowType => typeof(DrainGuard);
    }
}
