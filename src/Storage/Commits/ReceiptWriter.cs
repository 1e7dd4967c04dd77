using Npgsql;

namespace Platform.Commits;

/// <summary>Writes the receipts of a flush into the table whose turn it is, and finds them in both.</summary>
internal static class ReceiptWriter
{
    private const string InsertSql =
        """
        with turn as (
            select slot from receipt_rotation),
        written as (
            insert into receipts (slot, id, account_id, request_hash, status, subject_id, version, at)
            select turn.slot, i.id, i.account_id, i.request_hash, i.status, i.subject_id, i.version, $7
              from turn, unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::uuid[], $6::bigint[])
                         as i(id, account_id, request_hash, status, subject_id, version)
             where not exists (select from receipts as old where old.id = i.id and old.slot = 1 - turn.slot)
            returning 1)
        select platform_expect(count(*), cardinality($1)) from written
        """;

    private const string FindSql =
        "select id, request_hash, status, subject_id, version from receipts where id = any($1)";

    public static NpgsqlBatchCommand Command(IReadOnlyList<Submission> part, int count, DateTimeOffset at)
    {
        var ids = new Guid[count];
        var accounts = new Guid[count];
        var hashes = new string[count];
        var statuses = new int[count];
        var subjects = new Guid[count];
        var versions = new long[count];
        var next = 0;
        foreach (var submission in part)
        {
            for (var i = 0; i < submission.ReceiptIds.Length; i++)
            {
                var receipt = submission.Pending.Receipts[i];
                ids[next] = submission.ReceiptIds[i];
                accounts[next] = receipt.AccountId;
                hashes[next] = receipt.RequestHash;
                statuses[next] = receipt.Status;
                subjects[next] = receipt.SubjectId;
                versions[next++] = receipt.Version;
            }
        }

        var command = new NpgsqlBatchCommand(InsertSql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = accounts });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = hashes });
        parameters.Add(new NpgsqlParameter<int[]> { TypedValue = statuses });
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = subjects });
        parameters.Add(new NpgsqlParameter<long[]> { TypedValue = versions });
        parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        return command;
    }

    /// <summary>The stored receipts among these, by their ids.</summary>
    public static async Task<Dictionary<Guid, StoredReceipt>> FindAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(FindSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<Guid, StoredReceipt>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found[reader.GetGuid(0)] =
                new(reader.GetString(1), reader.GetInt32(2), reader.GetGuid(3), reader.GetInt64(4));
        }

        return found;
    }
}

/// <summary>What is stored of a receipt; its key is known to whoever looks it up.</summary>
internal sealed record StoredReceipt(string RequestHash, int Status, Guid SubjectId, long Version)
{
    public Receipt For(Guid accountId, string principal, string operation, string key) =>
        new(accountId, principal, operation, key, RequestHash, Status, SubjectId, Version);
}
