using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Storage;

namespace Platform.Migrations;

public sealed class MigrationTests : MigrationCase
{
    [Fact]
    public async Task Every_file_is_applied_once()
    {
        var all = Migration.Embedded();

        Assert.Equal(all.Count, await Runner(all).ApplyAsync(default));
        Assert.Equal(0, await Runner(all).ApplyAsync(default));
    }

    [Fact]
    public async Task A_changed_file_that_has_been_applied_is_refused_by_name()
    {
        await Runner([new(1, "0001_first.sql", "create table first ()")]).ApplyAsync(default);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() =>
            Runner([new(1, "0001_first.sql", "create table first (id integer)")]).ApplyAsync(default));

        Assert.Contains("sql/0001_first.sql was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_differs_in_line_endings_only_is_the_same()
    {
        await Runner([new(1, "0001_first.sql", "create table\nfirst ()")]).ApplyAsync(default);

        Assert.Equal(0, await Runner([new(1, "0001_first.sql", "create table\r\nfirst ()")]).ApplyAsync(default));
    }

    [Fact]
    public async Task A_program_that_is_older_than_the_database_is_refused()
    {
        await Runner([new(1, "0001_first.sql", "select 1"), new(2, "0002_second.sql", "select 2")]).ApplyAsync(default);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() =>
            Runner([new(1, "0001_first.sql", "select 1")]).ApplyAsync(default));

        Assert.Contains("0002_second.sql", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_file_with_an_old_number_is_refused()
    {
        await Runner([new(2, "0002_second.sql", "select 2")]).ApplyAsync(default);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() =>
            Runner([new(1, "0001_first.sql", "select 1"), new(2, "0002_second.sql", "select 2")]).ApplyAsync(default));

        Assert.Contains("Give it the next number", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_behind_and_says_which_it_was()
    {
        var refusal = await Assert.ThrowsAsync<MigrationException>(() =>
            Runner([new(1, "0001_first.sql", "create table first ();\nselect nothing_there;")]).ApplyAsync(default));

        Assert.StartsWith("sql/0001_first.sql: column", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Runner([new(1, "0001_first.sql", "create table first ()")]).ApplyAsync(default));
    }

    [Fact]
    public void Two_files_with_one_number_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => Migration.Ordered([new(1, "a", ""), new(1, "b", "")]));

    [Fact]
    public async Task Of_runners_that_start_at_once_one_works_and_the_others_wait()
    {
        Migration[] all = [new(1, "0001_first.sql", "create table first (); select pg_sleep(0.2)")];
        var other = new PlatformDatabase(new StorageOptions { ConnectionString = ConnectionString });

        var applied = await Task.WhenAll(
            Runner(all).ApplyAsync(default),
            new MigrationRunner(
                    other, TimeProvider.System, NullLogger<MigrationRunner>.Instance, MigrationSequence.Platform(all))
                .ApplyAsync(default));

        Assert.Equal([0, 1], applied.Order());
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Tables_belong_to_the_owner_and_not_to_the_login()
    {
        await Runner(Migration.Embedded()).ApplyAsync(default);

        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(
            "select string_agg(tablename, ',') from pg_tables "
            + "where schemaname = 'public' and tableowner <> 'platform_owner'");

        Assert.Equal(DBNull.Value, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_clusters_files_are_a_sequence_of_their_own()
    {
        MigrationSequence[] both =
        [
            MigrationSequence.Platform([new(1, "0001_first.sql", "create table first ()")]),
            MigrationSequence.Cluster([new(1, "0001_silos.sql", "create table silos ()")]),
        ];
        Assert.Equal(2, await Sequences(both).ApplyAsync(default));

        var refusal = await Assert.ThrowsAsync<MigrationException>(() =>
            Sequences(both[0], MigrationSequence.Cluster([new(1, "0001_silos.sql", "create table changed ()")]))
                .ApplyAsync(default));

        Assert.Contains("sql/orleans/0001_silos.sql was changed", refusal.Message, StringComparison.Ordinal);
        // A program that is no cluster looks at its own files alone.
        Assert.Equal(0, await Sequences(both[0]).ApplyAsync(default));
    }
}
