using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Commits;
using Platform.Ids;
using Platform.Storage;

namespace Platform.Backups;

/// <summary>A database for a class of tests, and a directory of snapshots.</summary>
public sealed class SnapshotFixture : PreparedDatabase, IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("platform-snapshots-").FullName;

    internal StorageHost Storage => Host;

    internal string Server => ConnectionString;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private protected override void Add(IServiceCollection services) =>
        services.AddSingleton(new SnapshotOptions { Path = Root });
}

/// <summary>Base of tests that take snapshots: each has accounts of its own.</summary>
public abstract class SnapshotCase(SnapshotFixture fixture) : IClassFixture<SnapshotFixture>
{
    private protected Guid Account { get; } = Guid.CreateVersion7();

    private protected Guid Other { get; } = Guid.CreateVersion7();

    private protected StorageHost Host => fixture.Storage;

    private protected string Root => fixture.Root;

    private protected string ConnectionString => fixture.Server;

    private protected SnapshotFolder Folder => Host.Get<SnapshotFolder>();

    private protected SnapshotOrder Night => new(
        Account, SnapshotCause.Nightly, new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 20));

    private protected string[] Files() => Directory.Exists(Folder.Of(Account))
        ? Directory.GetFiles(Folder.Of(Account), "*", SearchOption.AllDirectories)
        : [];

    private protected Task<T> ScalarAsync<T>(string sql) => StorageHost.ScalarAsync<T>(ConnectionString, sql);

    private protected Task ExecuteAsync(string sql) => StorageHost.ExecuteAsync(ConnectionString, sql);

    /// <summary>As the owner of the tables, as a migration would.</summary>
    private protected async Task MigrateAsync(string sql)
    {
        await using var command = Host.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Some boxes of an account, each with an event and a part.</summary>
    private protected async Task FillAsync(Guid account, int boxes, string label = "tab\there, line\nthere, \\. too")
    {
        for (var i = 0; i < boxes; i++)
        {
            var box = await Host.ActivateAsync(GrainKey.Of(account, Guid.CreateVersion7()));
            await box.WriteAsync(
                Box.Sample with { Label = label, DueAt = DateTimeOffset.UnixEpoch.AddTicks(1234567) },
                [new BoxPart(box.Key, account, "part", i)]);
        }
    }

    /// <summary>A shop of an account, in which a number rings.</summary>
    private protected async Task OpenShopAsync(Guid account, string number)
    {
        var shop = Guid.CreateVersion7();
        await ExecuteAsync(
            $$"""
            insert into shops (key, account_id, version, state, id, name)
            values ('{{GrainKey.Of(account, shop)}}', '{{account}}', 1,
                    '{"numbers": [{"e164": "{{number}}", "provider": "twilio"}]}', '{{shop}}', 'Shop');
            insert into phone_numbers (key, version, state, owner_account_id, shop_id)
            select '{{number}}', 1,
                   jsonb_build_object('owner', jsonb_build_object('account_id', account_id, 'shop_id', id)),
                   account_id, id
              from shops where id = '{{shop}}'
            """);
    }

    private protected async Task<AccountSnapshot> TakeAsync() =>
        (await Host.Get<ISnapshotStore>().TakeAsync(Night, default))!;

    private protected Task<SnapshotDrill> DrillAsync(AccountSnapshot snapshot) =>
        Host.Get<ISnapshotStore>().DrillAsync(snapshot, "system:system", progress: null, default);

    /// <summary>A store whose folder has other habits.</summary>
    private protected SnapshotStore StoreWith(SnapshotFolder folder) => new(
        Host.Get<SnapshotDatabase>(), folder, [], TimeProvider.System, NullLogger<SnapshotStore>.Instance);

    private protected async Task<string> TextAsync(AccountSnapshot snapshot)
    {
        await using var file = new GZipStream(File.OpenRead(Folder.PathOf(snapshot)), CompressionMode.Decompress);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Writes the file and its manifest anew, so that only what is in it is wrong.</summary>
    private protected async Task<AccountSnapshot> RewriteAsync(
        AccountSnapshot snapshot, Func<string, string> text, Func<AccountSnapshot, AccountSnapshot>? manifest = null)
    {
        var changed = text(await TextAsync(snapshot));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(changed));
        var bytes = packed.ToArray();
        var path = Folder.PathOf(snapshot);
        await File.WriteAllBytesAsync(path, bytes);
        var next = snapshot with { Bytes = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        next = manifest?.Invoke(next) ?? next;
        await File.WriteAllBytesAsync(SnapshotFolder.ManifestOf(path), SnapshotManifest.Write(next));
        return next;
    }

    /// <summary>The rows of a table in the text of a snapshot.</summary>
    private protected static string[] RowsOf(string text, string table)
    {
        var lines = text.Split('\n');
        var head = Array.FindIndex(lines, line => line.StartsWith($"table {table} ", StringComparison.Ordinal));
        return [.. lines.Skip(head + 1).TakeWhile(line => line != SnapshotFormat.RowsEnd)];
    }
}
