using System.Globalization;
using Npgsql;

namespace Platform.Calls;

/// <summary>Whoever writes down what was received asks whether its caller was erased; whoever empties what stands there
/// waits for them. So nothing comes to stand there that was asked before the erasure and written after it. The first
/// statement of a batch: what follows sees what those before it committed.</summary>
internal static class CallErasureLock
{
    private const long Id = 0x63616c6c65726173; // "calleras"

    public static NpgsqlBatchCommand Shared() => Of("select pg_advisory_xact_lock_shared");

    public static NpgsqlBatchCommand Exclusive() => Of("select pg_advisory_xact_lock");

    private static NpgsqlBatchCommand Of(string sql) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{sql}({Id})"));
}
