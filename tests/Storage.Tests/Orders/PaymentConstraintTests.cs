using Npgsql;
using Platform.Storage;

namespace Platform.Orders;

/// <summary>What the database itself does not let happen to money, whatever the program does.</summary>
public sealed class PaymentConstraintTests : PreparedDatabase
{
    [Theory]
    [InlineData("product", 99_99, 0, null)]
    [InlineData("product", 199_98, 99_99, null)]
    [InlineData("product", 100_00, 0, "orders_goods_paid_at_most_total")]
    [InlineData("product", 50_00, 50_01, "orders_refunded_was_paid")]
    [InlineData("product", 50_00, -1, "orders_refunded_was_paid")]
    [InlineData("service", 100_00, 0, null)]
    public async Task An_order_keeps_no_money_that_it_may_not_have(
        string kind, long paid, long refunded, string? refused)
    {
        var saving = () => ExecuteAsync(
            $$"""
            insert into orders (
                key, account_id, version, state, order_id, order_number, kind, status, stage, priority,
                service_category, source, dispatch_status, payment_status, reservation, currency, amount_minor,
                created_at, updated_at, paid_minor, refunded_minor)
            select replace(a || '/' || o, '-', ''), a::uuid, 1, '{}', o::uuid, 'ORD-2026-000042', '{{kind}}',
                   case '{{kind}}' when 'product' then 'pending' else 'new' end, 'open', 'medium',
                   case '{{kind}}' when 'product' then 'none' else 'repairs' end, 'api', 'none', 'unpaid', 'none',
                   'USD', 9999, now(), now(), {{paid}}, {{refunded}}
              from (values ('0198a000-0000-7000-8000-000000000001', '0198a000-0000-7000-8000-00000000000f')) v(a, o)
            """);

        if (refused is null)
            await saving();
        else
            Assert.Equal(refused, (await Assert.ThrowsAsync<PostgresException>(saving)).ConstraintName);
    }

    [Theory]
    [InlineData("spent", 1, "cash", "order_payments_kind_known")]
    [InlineData("received", 0, "cash", "order_payments_amount_in_range")]
    [InlineData("received", 1, "shells", "order_payments_method_known")]
    public async Task A_payment_that_cannot_be_is_refused_by_name(
        string kind, long amount, string method, string refused) => Assert.Equal(
        refused, (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(
            $"""
            insert into order_payments values ('0198a000-0000-7000-8000-000000000001',
                '0198a000-0000-7000-8000-00000000000f', 2, '{kind}', {amount}, '{method}', now(), 'member:m1')
            """))).ConstraintName);
}
