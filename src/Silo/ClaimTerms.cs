using System.Net;
using Npgsql;
using Platform.Cluster;

namespace Platform.Silo;

/// <summary>On which terms a process holds the database: alone; or together with the rest of a cluster, and a silo
/// then has an address that no other may have. PostgreSQL frees it all when the process dies.</summary>
internal sealed record ClaimTerms(bool IsShared, IPEndPoint? Endpoint)
{
    private const long LockId = 0x706c6174636c6d00; // "platclm"

    public static ClaimTerms Alone { get; } = new(IsShared: false, Endpoint: null);

    /// <summary>A process that asks the silos and is none.</summary>
    public static ClaimTerms Client { get; } = new(IsShared: true, Endpoint: null);

    public static ClaimTerms Silo(IPEndPoint endpoint) => new(IsShared: true, endpoint);

    /// <summary>Why it could not be had, after "platform: ".</summary>
    public string Refusal => this switch
    {
        { IsShared: false } => "another platform is running on this database",
        { Endpoint: null } => "a platform that is no cluster is running on this database",
        _ => $"a platform that is no cluster is running on this database, or another silo is {Text}",
    };

    /// <summary>Asks for it, and answers whether it was had.</summary>
    public NpgsqlCommand Command(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(
            (IsShared, Endpoint) switch
            {
                (false, _) => "select pg_try_advisory_lock($1)",
                (true, null) => "select pg_try_advisory_lock_shared($1)",
                _ => """
                    select case when pg_try_advisory_lock_shared($1)
                                then pg_try_advisory_lock($2, hashtext($3)) else false end
                    """,
            },
            connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockId });
        if (Endpoint is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = SiloEndpoints.LockClass });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text });
        }

        return command;
    }

    private string Text => Endpoint is null ? "" : SiloEndpoints.Text(Endpoint);
}
