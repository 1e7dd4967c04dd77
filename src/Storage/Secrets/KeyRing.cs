using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Platform.Storage;

namespace Platform.Secrets;

/// <summary>The platform's keys from PostgreSQL, in memory. Purposes are derived from a ring key by HKDF.</summary>
internal sealed class KeyRing(PlatformDatabase database, MasterKey master, TimeProvider clock) : IKeyRing
{
    private const int KeyLength = 32;
    private const long LockId = 0x706c61746b657973; // "platkeys"

    /// <summary>After this a new key signs. Older ones verify for ever.</summary>
    private static readonly TimeSpan SigningLife = TimeSpan.FromDays(30);

    private static readonly TimeSpan RefreshPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(int, KeyPurpose), ReadOnlyMemory<byte>> _derived = new();
    private ImmutableDictionary<int, byte[]> _keys = ImmutableDictionary<int, byte[]>.Empty;
    private long _refreshedAt;

    public int CurrentId { get; private set; }

    public ReadOnlyMemory<byte> Find(int keyId, KeyPurpose purpose)
    {
        if (_derived.TryGetValue((keyId, purpose), out var derived))
            return derived;
        return _keys.TryGetValue(keyId, out var key)
            ? _derived.GetOrAdd((keyId, purpose), Derive(key, purpose))
            : default;
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var last = Interlocked.Read(ref _refreshedAt);
        if (clock.GetElapsedTime(last) < RefreshPause
            || Interlocked.CompareExchange(ref _refreshedAt, clock.GetTimestamp(), last) != last)
        {
            return;
        }

        await LoadAsync(cancellationToken);
    }

    /// <summary>Reads the ring, and makes a key when there is none or the newest has signed long enough. A key is used
    /// from the moment on at which it is stored for good.</summary>
    /// <exception cref="InvalidOperationException">The ring was made under another master key.</exception>
    public Task LoadAsync(CancellationToken cancellationToken) => Failures.TranslateAsync(async () =>
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var read = new NpgsqlCommand(
            "select key_id, master, sealed, created_at from key_ring order by key_id", connection, transaction);
        var (keys, newest) = await ReadAsync(read, cancellationToken);
        if (HasSignedLongEnough(newest))
            keys = await MakeAsync(connection, transaction, read, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _keys = keys;
        CurrentId = keys.Keys.Max();
        return true;
    });

    private static byte[] Derive(byte[] key, KeyPurpose purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key, KeyLength, info: Encoding.UTF8.GetBytes($"platform {purpose}"));

    private bool HasSignedLongEnough(DateTimeOffset? newest) =>
        newest is null || clock.GetUtcNow() - newest > SigningLife;

    private async Task<(ImmutableDictionary<int, byte[]> Keys, DateTimeOffset? Newest)> ReadAsync(
        NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var keys = ImmutableDictionary.CreateBuilder<int, byte[]>();
        DateTimeOffset? newest = null;
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetInt32(0);
            if (reader.GetString(1) != master.Name)
            {
                throw new InvalidOperationException(
                    $"The database's keys were made under another master key ({reader.GetString(1)}, this one is"
                    + $" {master.Name}). Set MasterKey to the first one, or copy its master.key to the data"
                    + " directory.");
            }

            keys[id] = SealedBytes.Open(master.Bytes.Span, reader.GetFieldValue<byte[]>(2), AssociatedData(id))
                ?? throw new InvalidOperationException($"Key {id} of the ring is damaged.");
            newest = reader.GetFieldValue<DateTimeOffset>(3);
        }

        return (keys.ToImmutable(), newest);
    }

    private async Task<ImmutableDictionary<int, byte[]>> MakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlCommand read,
        CancellationToken cancellationToken)
    {
        // Nodes that start together make one key: the others wait here and then find it.
        await using var wait = new NpgsqlCommand(
            string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({LockId})"),
            connection, transaction);
        await wait.ExecuteNonQueryAsync(cancellationToken);
        var (keys, newest) = await ReadAsync(read, cancellationToken);
        if (!HasSignedLongEnough(newest))
            return keys;

        var id = keys.Keys.DefaultIfEmpty().Max() + 1;
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        await using var insert = new NpgsqlCommand(
            "insert into key_ring (key_id, master, sealed, created_at) values ($1, $2, $3, $4)",
            connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = id });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = master.Name });
        insert.Parameters.Add(new NpgsqlParameter<byte[]>
        {
            TypedValue = SealedBytes.Seal(master.Bytes.Span, key, AssociatedData(id)),
        });
        insert.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return keys.Add(id, key);
    }

    private static byte[] AssociatedData(int keyId) => Encoding.UTF8.GetBytes($"key_ring/{keyId}");
}
