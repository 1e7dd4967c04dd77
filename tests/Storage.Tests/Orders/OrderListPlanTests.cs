using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>Lists find their orders through indexes as the account itself, under row level security.</summary>
public sealed class OrderListPlanTests : PreparedDatabase
{
    private static readonly Guid Account = Guid.CreateVersion7();

    [Fact]
    public async Task No_list_walks_through_all_orders()
    {
        await FillAsync();
        var filter = new OrderFilter
        {
            Statuses = [OrderStatus.New],
            Priorities = [Priority.High],
            Categories = [ServiceCategory.Repairs],
        };

        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            var (sql, parameters) = OrderListQuery.Of(Account, new OrderFilter { Sort = sort }, found: null)!.Value;
            Assert.DoesNotContain("Seq Scan on orders", await PlanAsync(sql, parameters), StringComparison.Ordinal);
        }

        var (faceted, values) = OrderListQuery.Of(Account, filter, found: null)!.Value;
        Assert.DoesNotContain("Seq Scan on orders", await PlanAsync(faceted, values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_that_nobody_takes_are_found_among_many_without_reading_the_others()
    {
        await FillAsync(among: 100_000);
        await ExecuteAsync(
            "update orders set dispatch_status = 'exhausted' where amount_minor > 99990; analyze orders");
        var filter = new OrderFilter
        {
            Stages = [OrderStage.Open],
            DispatchStatuses = [DispatchStatus.Exhausted],
        };

        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            var (sql, parameters) = OrderListQuery.Of(Account, filter with { Sort = sort }, found: null)!.Value;
            Assert.Contains("orders_by_dispatch", await PlanAsync(sql, parameters), StringComparison.Ordinal);
        }
    }

    private Task FillAsync(int among = 30_000) => ExecuteAsync(
        $"""
        insert into orders (
            key, account_id, version, state, order_id, order_number, kind, status, stage, priority, service_category,
            source, dispatch_status, payment_status, reservation, currency, amount_minor, created_at, updated_at)
        select '{Account:N}/' || replace(id::text, '-', ''), '{Account}', 1, '{"{}"}', id,
               'ORD-2026-' || lpad(i::text, 6, '0'), 'service', 'new', 'open',
               case i % 2 when 0 then 'high' else 'low' end, 'repairs', 'api', 'none', 'unpaid', 'none', 'USD', i,
               now() - i * interval '1 minute', now()
          from (select i, gen_random_uuid() as id from generate_series(1, {among}) i) made;
        insert into order_details (account_id, order_id, details, search)
        select account_id, order_id, '{"{}"}', '' from orders;
        analyze orders, order_details;
        """);

    private async Task<string> PlanAsync(string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        var plan = await Host.Database.ReadAsync(
            Account, "explain " + sql, parameters, row => row.GetString(0), CancellationToken.None);
        return string.Join('\n', plan.Value);
    }
}
