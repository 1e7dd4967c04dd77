using Npgsql;
using Platform.Storage;

namespace Platform.Stock;

/// <summary>What the database itself does not let happen to stock, whatever the program does.</summary>
public sealed class StockConstraintTests : PreparedDatabase
{
    private const string Account = "0198a000-0000-7000-8000-000000000001";
    private const string Item = "0198a000-0000-7000-8000-00000000000f";
    private const string Owner = "0198a000-0000-7000-8000-00000000000e";

    [Theory]
    [InlineData(10, 10, null)]
    [InlineData(0, 0, null)]
    [InlineData(-1, 0, "stock_items_on_hand_in_range")]
    [InlineData(10, -1, "stock_items_reserved_not_negative")]
    [InlineData(10, 11, "stock_items_reserved_is_there")]
    public async Task An_item_never_stands_below_zero(long onHand, long reserved, string? refused) => await Refused(
        refused,
        $$"""
        insert into stock_items (
            key, account_id, version, state, item_id, shop_id, name, on_hand, reserved, safety_stock, is_low, entries)
        values (replace('{{Account}}/{{Item}}', '-', ''), '{{Account}}', 1, '{}', '{{Item}}', '{{Account}}', 'Tank',
                {{onHand}}, {{reserved}}, 0, false, 0)
        """);

    [Theory]
    [InlineData("received", 1, 0, 1, 0, null)]
    [InlineData("received", -1, 0, 1, 0, "stock_movements_change_is_of_kind")]
    [InlineData("reserved", 0, 1, 1, 1, null)]
    [InlineData("reserved", 0, 1, 1, 2, "stock_movements_never_below_zero")]
    [InlineData("sold", -1, 0, 1, 0, "stock_movements_change_is_of_kind")]
    [InlineData("stolen", -1, 0, 1, 0, "stock_movements_change_is_of_kind")]
    public async Task A_line_of_the_ledger_says_what_its_kind_does(
        string kind, long onHandChange, long reservedChange, long onHand, long reserved, string? refused) =>
        await Refused(
            refused,
            $"""
            insert into stock_movements values ('{Account}', '{Item}', 1, '{kind}', {onHandChange}, {reservedChange},
                {onHand}, {reserved}, '{Owner}', null, now(), 'member:m1')
            """);

    [Theory]
    [InlineData("update stock_movements set on_hand_change = 2")]
    [InlineData("delete from stock_movements")]
    [InlineData("delete from stock_reservations")]
    public async Task Nobody_who_writes_can_edit_the_ledger(string sql)
    {
        await using var command = Host.Database.Writer.CreateCommand(sql);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("active", "released", null)]
    [InlineData("active", "active", "stock_reservations_end_once")]
    [InlineData("released", "active", "stock_reservations_end_once")]
    [InlineData("expired", "committed", "stock_reservations_end_once")]
    [InlineData("committed", "returned", null)]
    [InlineData("returned", "returned", "stock_reservations_end_once")]
    public async Task A_promise_ends_once(string from, string to, string? refused)
    {
        await ExecuteAsync(
            $"""
            insert into stock_reservations values ('{Account}', '{Item}', '{Owner}', 1, '{from}', now(), null,
                {(from == "active" ? "null" : "now()")})
            """);

        await Refused(
            refused,
            $"update stock_reservations set status = '{to}', ended_at = {(to == "active" ? "null" : "now()")}");
    }

    [Theory]
    [InlineData(1, "active", null)]
    [InlineData(0, "active", "stock_reservations_quantity_positive")]
    [InlineData(0, "committed", "stock_reservations_quantity_positive")]
    [InlineData(0, "released", null)]
    [InlineData(-1, "released", "stock_reservations_quantity_positive")]
    public async Task Of_no_pieces_is_only_what_was_given_back_and_never_had(
        long quantity, string status, string? refused) => await Refused(
        refused,
        $"""
        insert into stock_reservations values ('{Account}', '{Item}', '{Owner}', {quantity}, '{status}', now(), null,
            {(status == "active" ? "null" : "now()")})
        """);

    private async Task Refused(string? constraint, string sql)
    {
        var failure = await Record.ExceptionAsync(() => ExecuteAsync(sql));

        Assert.Equal(constraint, (failure as PostgresException)?.ConstraintName);
        Assert.Equal(constraint is null, failure is null);
    }
}
