using Platform.Storage;

namespace Platform.Secrets;

public sealed class KeyRingTests : PreparedDatabase
{
    private static readonly string[] Master =
        [new string('1', 64), new string('2', 64)];

    [Fact]
    public async Task Every_node_derives_the_same_keys_and_each_purpose_has_its_own()
    {
        var first = await RingAsync(Master[0]);
        var second = await RingAsync(Master[0]);

        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            Assert.Equal(32, first.Find(first.CurrentId, purpose).Length);
            Assert.True(first.Find(1, purpose).Span.SequenceEqual(second.Find(1, purpose).Span));
        }

        Assert.Equal(
            Enum.GetValues<KeyPurpose>().Length,
            Enum.GetValues<KeyPurpose>().Select(p => Convert.ToHexString(first.Find(1, p).Span)).Distinct().Count());
        Assert.True(first.Find(99, KeyPurpose.Links).IsEmpty);
    }

    [Fact]
    public async Task Nodes_that_start_together_make_one_key()
    {
        await ExecuteAsync("delete from key_ring");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RingAsync(Master[0])));

        Assert.Equal(1L, await ScalarAsync<long>("select count(*) from key_ring"));
    }

    [Fact]
    public async Task Another_master_key_is_refused_with_a_clear_line()
    {
        await RingAsync(Master[0]);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RingAsync(Master[1]));

        Assert.Contains("another master key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_thirty_days_a_new_key_signs_and_the_old_one_still_verifies()
    {
        var before = await RingAsync(Master[0]);
        var old = before.Find(1, KeyPurpose.AccessTokens).ToArray();
        await ExecuteAsync("update key_ring set created_at = now() - interval '31 days'");

        var after = await RingAsync(Master[0]);

        Assert.Equal(2, after.CurrentId);
        Assert.Equal(old, after.Find(1, KeyPurpose.AccessTokens).ToArray());
        // A node that started earlier learns of the new key when it meets it.
        Assert.True(before.Find(2, KeyPurpose.AccessTokens).IsEmpty);
        await before.RefreshAsync(default);
        Assert.False(before.Find(2, KeyPurpose.AccessTokens).IsEmpty);
    }

    [Fact]
    public async Task A_key_that_was_not_stored_is_never_used()
    {
        await MigrateAsync(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$;
            create constraint trigger refuse_keys after insert on key_ring deferrable initially deferred
                for each row execute function refuse();
            """);
        await ExecuteAsync("delete from key_ring");
        var ring = RingOf(Master[0]);

        await Assert.ThrowsAnyAsync<Exception>(() => ring.LoadAsync(default));

        Assert.Equal(0, ring.CurrentId);
        Assert.True(ring.Find(1, KeyPurpose.Links).IsEmpty);
        await MigrateAsync("drop trigger refuse_keys on key_ring; drop function refuse()");
        await ring.LoadAsync(default);
        var other = await RingAsync(Master[0]);
        Assert.Equal(other.Find(1, KeyPurpose.Links).ToArray(), ring.Find(1, KeyPurpose.Links).ToArray());
    }

    [Fact]
    public async Task A_secret_opens_only_where_it_belongs_and_only_unchanged()
    {
        var box = new SecretBox(await RingAsync(Master[0]));

        var text = box.Protect("auth token", "provider_credentials/1");

        Assert.DoesNotContain("auth token", text, StringComparison.Ordinal);
        Assert.NotEqual(text, box.Protect("auth token", "provider_credentials/1"));
        Assert.Equal("auth token", box.Unprotect(text, "provider_credentials/1"));
        Assert.Null(box.Unprotect(text, "provider_credentials/2"));
        Assert.Null(box.Unprotect(text[..^4] + "AAA=", "provider_credentials/1"));
        Assert.Null(box.Unprotect("nonsense", "provider_credentials/1"));
    }

    [Fact]
    public async Task The_master_key_is_made_once_and_only_its_owner_can_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("platform-master-").FullName;
        try
        {
            for (var round = 0; round < 50; round++)
            {
                File.Delete(Path.Combine(folder, "master.key"));
                var made = await Task.WhenAll(
                    Enumerable.Range(0, 8).Select(_ => Task.Run(() => MasterKey.Load(null, folder))));

                Assert.Single(made.Select(key => key.Name).Distinct());
            }

            Assert.Equal(["master.key"], Directory.GetFiles(folder).Select(Path.GetFileName));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    File.GetUnixFileMode(Path.Combine(folder, "master.key")));
            }

            Assert.Throws<InvalidOperationException>(() => MasterKey.Load("too short", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<KeyRing> RingAsync(string master)
    {
        var ring = RingOf(master);
        await ring.LoadAsync(default);
        return ring;
    }

    private KeyRing RingOf(string master) =>
        new(Host.Get<PlatformDatabase>(), MasterKey.Load(master, "unused"), TimeProvider.System);

    private async Task MigrateAsync(string sql)
    {
        await using var command = Host.Get<PlatformDatabase>().Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
