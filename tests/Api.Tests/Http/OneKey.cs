using Platform.Secrets;

namespace Platform.Http;

/// <summary>A ring of one key, another one for each purpose and seed.</summary>
internal sealed class OneKey(byte seed = 0) : IKeyRing
{
    public int CurrentId => 1;

    public ReadOnlyMemory<byte> Find(int keyId, KeyPurpose purpose) =>
        keyId == 1 ? Enumerable.Repeat((byte)(seed + (int)purpose), 32).ToArray() : default(ReadOnlyMemory<byte>);

    public Task RefreshAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
