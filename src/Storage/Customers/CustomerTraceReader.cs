using Npgsql;
using Platform.Storage;

namespace Platform.Customers;

/// <summary>Finds what is kept of a person by their telephone number. As the writer, who erases it.</summary>
internal sealed class CustomerTraceReader(PlatformDatabase database) : ICustomerTraces
{
    // The search text has every order's number, and its index finds it among all of the account. Whoever withholds
    // their number may say one: it is in the draft of the call, or in the call-back that was made before they said
    // another.
    private const string Sql =
        """
        (select true, d.order_id
           from order_details d
          where d.account_id = $1 and d.search like $3 and d.details::jsonb #>> '{customer,phone}' = $2
          order by d.order_id limit $4)
        union all
        (select false, c.id
           from calls c
          where c.account_id = $1 and c.erased_at is null
            and (c.direction = 'inbound' and c.from_number = $2 or c.direction = 'outbound' and c.to_number = $2
                 or c.spoken_phone = $2
                 or c.id in (select t.call_id from call_tasks t where t.account_id = $1 and t.phone = $2))
          order by c.id limit $4)
        """;

    public Task<CustomerTraces> FindAsync(
        Guid accountId, string phone, int limit, CancellationToken cancellationToken) =>
        Failures.TranslateAsync(async () =>
        {
            await using var command = database.Writer.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = accountId });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = phone });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"%{phone}%" });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var (orders, calls) = (new List<Guid>(), new List<Guid>());
            while (await rows.ReadAsync(cancellationToken))
                (rows.GetBoolean(0) ? orders : calls).Add(rows.GetGuid(1));
            return new CustomerTraces(orders, calls);
        });
}
