using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;
using Platform.Ids;
using Platform.Orders;

namespace Platform.Invoices;

public sealed class InvoiceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] ToTheEnd = ["accepted", "processing", "completed"];

    [Fact]
    public async Task A_finished_service_has_an_invoice_and_an_open_one_has_none()
    {
        var order = await api.Owner.PlaceAsync();
        await (await api.Owner.GetAsync(PathOf(order))).ProblemAsync(404, "not-found");
        order = await api.Owner.MovedAsync(order, "accepted", "processing");
        await (await api.Owner.MoveAsync(order, new { status = "completed", dealing_price = 240.50m })).JsonAsync(200);

        var invoice = await IssuedAsync(order);

        Assert.Matches("^INV-20[0-9]{2}-[0-9]{6}$", Text(invoice, "invoice_number"));
        Assert.Equal(("service", 24050L, 240.50m, "USD", "John Smith"), (
            Text(invoice, "kind"), invoice["total_minor"]!.GetValue<long>(), invoice["total"]!.GetValue<decimal>(),
            Text(invoice, "currency"), Text(invoice["customer"]!, "name")));
        Assert.Equal("AC Repair", Text(invoice["lines"]![0]!, "name"));
        var byNumber = await api.Staff.GetAsync($"/api/v1/orders/{Text(order, "order_number")}/invoice");
        Assert.Equal(invoice.ToJsonString(), (await byNumber.JsonAsync(200)).ToJsonString());
    }

    [Fact]
    public async Task Twenty_orders_finished_at_once_have_numbers_without_a_gap()
    {
        var (_, owner) = await api.CreateAccountAsync("Gapless", "owner@gapless.test");
        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            await owner.MovedAsync(await owner.PlaceAsync(), ToTheEnd)));

        var numbers = new List<string>();
        foreach (var order in orders)
            numbers.Add(Text(await IssuedAsync(order, owner), "invoice_number")!);

        Assert.Equal(
            Enumerable.Range(1, 20), numbers.Select(number => int.Parse(number[^6..], null)).Order());
    }

    [Fact]
    public async Task Two_shops_whose_series_are_alike_number_their_invoices_apart_and_without_a_gap()
    {
        var (one, other, like) = (
            Guid.Parse("0198a000-0000-7000-8000-00001111abcd"), Guid.Parse("0198a000-0000-7000-8000-00002222abcd"),
            Guid.Parse("0198b000-0000-7000-8000-00002222abcd"));
        var numbers = new List<string>();
        foreach (var shop in new[] { one, other, one, other, like })
        {
            // Goods that nobody has paid: the log's consumer issues no invoice of its own.
            var order = await api.Owner.PlaceAsync(OrderCases.Goods());
            Assert.True(await IssueAsync(order, 2031, shop));
            Assert.False(await IssueAsync(order, 2031, shop));
            numbers.Add(Text(await IssuedAsync(order), "invoice_number")!);
        }

        Assert.Equal(
            [
                "INV-2031-ABCD-000001", "INV-2031-2222ABCD-000001", "INV-2031-ABCD-000002", "INV-2031-2222ABCD-000002",
                "INV-2031-0198B00000007000800000002222ABCD-000001",
            ],
            numbers);
    }

    [Fact]
    public async Task An_order_that_is_opened_again_keeps_its_invoice_as_it_is()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(), ToTheEnd);
        var first = await IssuedAsync(order);
        var reopened = await api.Owner.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(order)}/reopen", new { reason = "Not cold" },
            ("If-Match", $"\"{order["version"]}\""));
        order = await reopened.JsonAsync(200);
        order = await (await api.Owner.MoveAsync(order, new { status = "completed", dealing_price = 1m }))
            .JsonAsync(200);

        // Asked directly, as the log's consumer asks, also by the book of another year.
        foreach (var year in new[] { 2026, 2031 })
            Assert.False(await IssueAsync(order, year));

        Assert.Equal(first.ToJsonString(), (await IssuedAsync(order)).ToJsonString());
        Assert.Equal(25000, first["total_minor"]!.GetValue<long>());
    }

    [Fact]
    public async Task Goods_that_nobody_paid_have_no_invoice()
    {
        var goods = await api.Owner.PlaceAsync(OrderCases.Goods());
        goods = await api.Owner.MovedAsync(goods, "processing", "packaged");
        goods = await (await api.Owner.MoveAsync(goods, new { status = "shipped", carrier = "none" })).JsonAsync(200);
        await api.Owner.MovedAsync(goods, "delivered");
        var service = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(), ToTheEnd);

        await IssuedAsync(service); // Whoever reads the log has passed the goods: they share a lane.

        await (await api.Owner.GetAsync(PathOf(goods))).ProblemAsync(404, "not-found");
    }

    [Fact]
    public async Task Goods_that_cost_nothing_are_paid_and_have_their_invoice_once_they_are_delivered()
    {
        var gift = OrderCases.Goods();
        foreach (var line in gift["lines"]!.AsArray())
            line!["unit_price"] = 0;
        gift.Remove("total");
        var order = await api.Owner.PlaceAsync(gift);
        Assert.Equal("paid", Text(order, "payment_status"));
        order = await api.Owner.MovedAsync(order, "processing", "packaged");
        order = await (await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" })).JsonAsync(200);
        order = await api.Owner.MovedAsync(order, "delivered");

        var invoice = await IssuedAsync(order);

        Assert.Equal((0L, "Sample Product"), (
            invoice["total_minor"]!.GetValue<long>(), Text(invoice["lines"]![0]!, "name")));
    }

    [Fact]
    public async Task Nobody_changes_what_was_issued_and_the_log_does_not_name_the_customer()
    {
        var order = await api.Owner.MovedAsync(
            await api.Owner.PlaceAsync(OrderCases.Repair("Ingrid Canary")), ToTheEnd);
        await IssuedAsync(order);
        await using var writer = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(api.ConnectionString)
        {
            Options = "-c role=platform_writer",
        }.ConnectionString);

        string[] changes =
        [
            "update invoices set total_minor = 0", "update invoices set issued_at = now()", "delete from invoices",
        ];
        foreach (var change in changes)
        {
            await using var command = writer.CreateCommand(change);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await using var events = writer.CreateCommand(
            "select count(*) filter (where kind = 'invoice.issued'), count(*) filter (where body::text ~ 'Canary')"
            + $" from events where subject = 'orders/{order["id"]}'");
        await using var row = await events.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal((1L, 0L), (row.GetInt64(0), row.GetInt64(1)));
    }

    private static string PathOf(JsonNode order) => $"{OrderCases.PathOf(order)}/invoice";

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private async Task<JsonNode> IssuedAsync(JsonNode order, HttpClient? owner = null)
    {
        JsonNode? invoice = null;
        await Eventually.Async(async () =>
            invoice = await (await (owner ?? api.Owner).GetAsync(PathOf(order))).JsonAsync(200));
        return invoice!;
    }

    private async Task<bool> IssueAsync(JsonNode asked, int year, Guid? shop = null)
    {
        var grains = api.Services.GetRequiredService<IGrainFactory>();
        var order = await grains.GetGrain<IOrderGrain>(
            GrainKey.Of(api.AccountId, asked["id"]!.GetValue<Guid>())).Find();
        var book = grains.GetGrain<IInvoiceBookGrain>(InvoiceBookKey.Of(api.AccountId, shop, year));
        return await book.Issue(order!, new Command(api.AccountId, Actor.System, "invoices.issue"));
    }
}
