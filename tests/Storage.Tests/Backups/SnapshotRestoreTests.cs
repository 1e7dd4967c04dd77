using Microsoft.Extensions.DependencyInjection;
using Platform.Ids;
using Platform.Live;
using Platform.Storage;
using Platform.Testing;

namespace Platform.Backups;

/// <summary>An account that is brought back into an empty database is what it was.</summary>
public sealed class SnapshotRestoreTests(SnapshotFixture fixture) : SnapshotCase(fixture)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task What_was_restored_is_what_was_there_and_goes_on_from_there()
    {
        await FillAsync(Account, boxes: 5);
        await FillAsync(Other, boxes: 3);
        var snapshot = await TakeAsync();
        var before = await RowsAsync(ConnectionString);
        await using var empty = await EmptyDatabase.CreateAsync(Root);

        var report = await empty.RestoreAsync(Folder.PathOf(snapshot));

        Assert.Equal(before, await RowsAsync(empty.ConnectionString));
        Assert.Equal(snapshot.Tables.ToList(), report.Snapshot!.Tables.ToList());
        Assert.Equal(5L, await empty.ScalarAsync("select count(*) from boxes"));
        Assert.Equal(snapshot.Position, await empty.ScalarAsync("select position from log_head"));
        var key = await StorageHost.ScalarAsync<string>(empty.ConnectionString, "select key from boxes limit 1");
        var box = await empty.Host.ActivateAsync(key);
        await box.WriteAsync(box.State.State!.Value! with { Count = 2 });
        Assert.Equal(snapshot.Position + 1, await empty.ScalarAsync("select max(position) from events"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_numbers_of_its_shops_ring_there_again(bool isInFile)
    {
        var number = $"+1212{Random.Shared.Next(1_000_000, 9_999_999)}";
        await OpenShopAsync(Account, number);
        await OpenShopAsync(Other, $"+1312{Random.Shared.Next(1_000_000, 9_999_999)}");
        var before = await NumbersAsync(ConnectionString, $"where owner_account_id = '{Account}'");
        var snapshot = await TakeAsync();
        if (!isInFile)
            snapshot = await WithoutNumbersAsync(snapshot);
        await using var empty = await EmptyDatabase.CreateAsync(Root);

        var report = await empty.RestoreAsync(Folder.PathOf(snapshot));

        Assert.Null(report.Refusal);
        Assert.Contains(number, before, StringComparison.Ordinal);
        Assert.Equal(before, await NumbersAsync(empty.ConnectionString, ""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Vendors_who_worked_for_the_account_work_for_it_again(bool isInFile)
    {
        await EnrolAsync("invited", isAccepted: true);
        await EnrolAsync("never", isAccepted: false);
        var snapshot = await TakeAsync();
        if (!isInFile)
            snapshot = await WithoutAcceptancesAsync(snapshot);
        await using var empty = await EmptyDatabase.CreateAsync(Root);

        var report = await empty.RestoreAsync(Folder.PathOf(snapshot));

        Assert.Null(report.Refusal);
        Assert.Equal(
            "invited 2026-03-04T12:00:00+00:00",
            await StorageHost.ScalarAsync<string>(
                empty.ConnectionString,
                "select string_agg(name || ' ' || (state ->> 'accepted_at'), ', ') from account_vendors"
                + " where accepted_at is not null"));
        Assert.Equal(2L, await empty.ScalarAsync("select count(*) from account_vendors"));
    }

    [Fact]
    public async Task A_database_that_has_anything_is_left_alone()
    {
        await FillAsync(Account, boxes: 1);
        var snapshot = await TakeAsync();

        var refused = await Host.Get<ISnapshotRestore>().RestoreAsync(Folder.PathOf(snapshot), null, default);

        Assert.Null(refused.Snapshot);
        Assert.Contains("not empty", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_its_drill_is_not_restored()
    {
        await FillAsync(Account, boxes: 1, "first");
        var snapshot = await RewriteAsync(
            await TakeAsync(), text => text.Replace("\t1\tfirst", "\t7\tfirst", StringComparison.Ordinal));
        await using var empty = await EmptyDatabase.CreateAsync(Root);

        var refused = await empty.RestoreAsync(Folder.PathOf(snapshot));

        Assert.Contains("count of boxes", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(0L, await empty.ScalarAsync("select count(*) from boxes"));
        Assert.Equal(0L, await empty.ScalarAsync("select position from log_head"));
        Assert.Equal(0L, await empty.ScalarAsync(
            "select count(*) from pg_namespace where nspname like 'snapshot_scratch%'"));
    }

    [Fact]
    public async Task Who_was_erased_since_is_named_and_who_was_erased_before_is_not_in_it()
    {
        await FillAsync(Account, boxes: 3);
        var snapshot = await TakeAsync();
        await MarkAsync("orders/0198a000-0000-7000-8000-000000000001", snapshot.Position);
        await MarkAsync("calls/0198a000-0000-7000-8000-000000000002", snapshot.Position + 1);
        await using var empty = await EmptyDatabase.CreateAsync(Root);

        var report = await empty.RestoreAsync(Folder.PathOf(snapshot));

        Assert.Equal(["calls/0198a000-0000-7000-8000-000000000002"], report.Erased);
    }

    // Somebody on the account's roster, who accepted its invitation or did not.
    private async Task EnrolAsync(string name, bool isAccepted)
    {
        var (vendor, at) = (Guid.CreateVersion7(), isAccepted ? "'2026-03-04T12:00:00Z'::timestamptz" : "null");
        await ExecuteAsync(
            $$"""
            insert into users (key, version, state, user_id, email, name, password_hash, platform_admin, vendor_id)
            values ('{{vendor:N}}', 1, '{}', '{{vendor}}', '{{vendor:N}}@x', 'A', 'h', false, '{{vendor}}');
            insert into invitations
            values ('{{Account}}', gen_random_uuid(), '{{vendor:N}}@x', 'vendor', null, now(), now(),
                    case when {{at}} is null then null else '{{vendor}}'::uuid end, {{at}});
            insert into account_vendors (key, account_id, version, state, vendor_id, name, status, accepted_at)
            values ('{{GrainKey.Of(Account, vendor)}}', '{{Account}}', 1,
                    jsonb_strip_nulls(jsonb_build_object('accepted_at', {{at}})), '{{vendor}}', '{{name}}', 'approved',
                    {{at}});
            """);
    }

    // As it was written before acceptances were in it: they are the last column.
    private Task<AccountSnapshot> WithoutAcceptancesAsync(AccountSnapshot snapshot) => RewriteAsync(
        snapshot,
        text =>
        {
            var lines = text.Split('\n');
            var head = Array.FindIndex(
                lines, line => line.StartsWith("table account_vendors ", StringComparison.Ordinal));
            Assert.EndsWith(",accepted_at", lines[head], StringComparison.Ordinal);
            lines[head] = lines[head].Replace(",accepted_at", "", StringComparison.Ordinal);
            for (var row = head + 1; lines[row] != SnapshotFormat.RowsEnd; row++)
            {
                lines[row] = lines[row][..lines[row].LastIndexOf('\t')].Replace(
                    """{"accepted_at": "2026-03-04T12:00:00+00:00"}""", "{}", StringComparison.Ordinal);
            }

            return string.Join('\n', lines);
        },
        manifest => manifest with { Schema = 39 });

    // As it was written before numbers were in it.
    private Task<AccountSnapshot> WithoutNumbersAsync(AccountSnapshot snapshot) => RewriteAsync(
        snapshot,
        text =>
        {
            var lines = text.Split('\n').ToList();
            var head = lines.FindIndex(line => line.StartsWith("table phone_numbers ", StringComparison.Ordinal));
            lines.RemoveRange(head, lines.IndexOf(SnapshotFormat.RowsEnd, head) - head + 1);
            return string.Join('\n', lines).Replace(
                SnapshotFormat.LastLine(snapshot.Tables.Length, snapshot.Rows),
                SnapshotFormat.LastLine(snapshot.Tables.Length - 1, snapshot.Rows - 1), StringComparison.Ordinal);
        },
        manifest => manifest with
        {
            Schema = manifest.Schema - 1,
            Tables = [.. manifest.Tables.Where(table => table.Table != "phone_numbers")],
        });

    private static Task<string> NumbersAsync(string server, string where) => StorageHost.ScalarAsync<string>(
        server, $"select string_agg(to_jsonb(n)::text, ';' order by key) from phone_numbers n {where}");

    private Task MarkAsync(string subject, long position) => new ErasureMarks(Folder).Deliver(
        Guid.NewGuid(),
        new LogEntry(position, Account, ErasureMarks.OrderErased, subject, [], Now, "member:m", TraceId: null, "{}"),
        default);

    private async Task<string> RowsAsync(string server) => await StorageHost.ScalarAsync<string>(
        server,
        $"""
        select string_agg(part, ';' order by part) from (
            select 'box ' || to_jsonb(b)::text part from boxes b where account_id = '{Account}'
            union all select 'part ' || to_jsonb(p)::text from box_parts p where account_id = '{Account}'
            union all select 'event ' || to_jsonb(e)::text from events e where account_id = '{Account}') parts
        """);

    private sealed class EmptyDatabase(TestDatabase database, StorageHost host) : IAsyncDisposable
    {
        public StorageHost Host => host;

        public string ConnectionString => database.ConnectionString;

        public static async Task<EmptyDatabase> CreateAsync(string root)
        {
            var database = await TestDatabase.CreateAsync();
            var host = StorageHost.On(
                database.ConnectionString,
                add: services => services.AddSingleton(new SnapshotOptions { Path = root }));
            await host.PrepareAsync();
            return new(database, host);
        }

        public Task<RestoreOutcome> RestoreAsync(string path) =>
            host.Get<ISnapshotRestore>().RestoreAsync(path, progress: null, default);

        public Task<long> ScalarAsync(string sql) => StorageHost.ScalarAsync<long>(database.ConnectionString, sql);

        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
