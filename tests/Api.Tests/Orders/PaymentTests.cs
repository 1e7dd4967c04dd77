using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Orders;

public sealed class PaymentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Two_halves_pay_for_goods_and_history_and_list_tell_both()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        order = await (await PayAsync(order, 50m, "cash")).JsonAsync(200);

        Assert.Equal(("unpaid", 5000L, 4999L), (Text(order, "payment_status"), Minor(order, "paid"),
            Minor(order, "outstanding")));
        order = await (await PayAsync(order, 49.99m, "card", "Terminal 4711")).JsonAsync(200);

        Assert.Equal(("paid", 99.99m, 0m), (Text(order, "payment_status"),
            order["paid"]!.GetValue<decimal>(), order["outstanding"]!.GetValue<decimal>()));
        Assert.Equal(
            ["2 received 5000 cash ", "3 received 4999 card Terminal 4711"],
            (await PaymentsAsync(order)).Select(payment =>
                $"{payment!["position"]} {payment["kind"]} {payment["amount_minor"]} {payment["method"]} "
                + payment["reference"]));
        var history = await (await api.Staff.GetAsync(OrderCases.PathOf(order) + "/history")).JsonAsync(200);
        Assert.Equal(
            ["order.placed", "order.payment_received", "order.payment_received"],
            history["items"]!.AsArray().Select(entry => Text(entry!, "kind")));
    }

    [Fact]
    public async Task More_than_the_total_is_refused_and_says_how_much_is_open()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        order = await (await PayAsync(order, 90m)).JsonAsync(200);

        var problem = await (await PayAsync(order, 10m)).ProblemAsync(409, "payment-exceeds-total");

        Assert.Equal("must be at most 9.99 USD", Text(problem["errors"]![0]!, "reason"));
        Assert.Equal(["/amount"], problem.Pointers());
    }

    [Fact]
    public async Task A_payment_that_is_sent_twice_is_taken_down_once()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        var key = Guid.NewGuid().ToString();
        await (await PayAsync(order, 30m, key: key)).JsonAsync(200);

        var again = await PayAsync(order, 30m, key: key);

        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(3000, Minor(await again.JsonAsync(200), "paid"));
        Assert.Single(await PaymentsAsync(order));
        await (await PayAsync(order, 31m, key: key)).ProblemAsync(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Of_ten_people_who_take_the_same_money_at_once_one_is_heard()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PayAsync(order, 99.99m)));

        Assert.Single(answers, answer => (int)answer.StatusCode == 200);
        Assert.Equal(9, answers.Count(answer => (int)answer.StatusCode == 412));
        Assert.Single(await PaymentsAsync(order));
    }

    [Fact]
    public async Task What_was_paid_is_given_back_and_not_more()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        await (await RefundAsync(order, 1m)).ProblemAsync(409, "refund-exceeds-paid");
        order = await (await PayAsync(order, 99.99m)).JsonAsync(200);

        order = await (await RefundAsync(order, 9.99m)).JsonAsync(200);

        Assert.Equal(("partially_refunded", 999L, 999L), (Text(order, "payment_status"),
            Minor(order, "refunded"), Minor(order, "outstanding")));
        order = await (await RefundAsync(order, 90m)).JsonAsync(200);
        Assert.Equal("refunded", Text(order, "payment_status"));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_and_nothing_is_kept()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        var long101 = new string('x', 101);

        await WrongAsync(order, new { amount = 0, method = "cash", reference = long101 }, "/amount", "/reference");
        await WrongAsync(order, new { amount = 1.001, method = "cash" }, "/amount");
        await WrongAsync(order, new { amount = 1e20, method = "cash" }, "/amount");
        await WrongAsync(order, new { amount = 1, method = "shells" }, "/method");
        await WrongAsync(order, new { method = "cash" }, "/amount");
        Assert.Empty(await PaymentsAsync(order));
    }

    [Fact]
    public async Task A_payment_needs_a_key_and_a_version()
    {
        var order = await api.Owner.PlaceAsync(OrderCases.Goods());
        var (path, body) = (OrderCases.PathOf(order) + "/payments", new { amount = 1, method = "cash" });

        await (await api.Owner.SendAsync(HttpMethod.Post, path, body, ("If-Match", "\"1\"")))
            .ProblemAsync(400, "idempotency-key-missing");
        await (await api.Owner.SendAsync(HttpMethod.Post, path, body, ("Idempotency-Key", "k1")))
            .ProblemAsync(428, "if-match-missing");
    }

    [Fact]
    public async Task A_cancelled_order_takes_no_money()
    {
        var order = await api.Owner.MovedAsync(await api.Owner.PlaceAsync(OrderCases.Goods()), "cancelled");

        await (await PayAsync(order, 1m)).ProblemAsync(409, "order-not-payable");
    }

    [Fact]
    public async Task Goods_get_one_invoice_when_they_are_delivered_and_paid_whichever_comes_last()
    {
        var paidLast = await DeliveredAsync(await api.Owner.PlaceAsync(OrderCases.Goods()));
        var paidFirst = await (await PayAsync(await api.Owner.PlaceAsync(OrderCases.Goods()), 99.99m)).JsonAsync(200);
        paidFirst = await DeliveredAsync(paidFirst);
        // Whoever reads the log has passed the delivery of the other one, unpaid: they share a lane.
        Assert.Equal(9999, Minor(await InvoiceAsync(paidFirst), "total"));
        await (await api.Staff.GetAsync(OrderCases.PathOf(paidLast) + "/invoice")).ProblemAsync(404, "not-found");

        paidLast = await (await PayAsync(paidLast, 50m)).JsonAsync(200);
        paidLast = await (await PayAsync(paidLast, 49.99m)).JsonAsync(200);
        var invoice = await InvoiceAsync(paidLast);

        // Money that goes and comes again changes nothing of what was issued.
        paidLast = await (await RefundAsync(paidLast, 10m)).JsonAsync(200);
        paidLast = await (await PayAsync(paidLast, 10m)).JsonAsync(200);
        var later = await (await PayAsync(await api.Owner.PlaceAsync(OrderCases.Goods()), 99.99m)).JsonAsync(200);
        await InvoiceAsync(await DeliveredAsync(later)); // The log has been read up to here.
        Assert.Equal(invoice.ToJsonString(), (await InvoiceAsync(paidLast)).ToJsonString());
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var count = database.CreateCommand(
            $"select count(*) from events where kind = 'invoice.issued' and subject = 'orders/{paidLast["id"]}'");
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task With_the_person_goes_what_was_written_beside_a_payment_and_not_the_money()
    {
        var order = await (await PayAsync(
            await api.Owner.PlaceAsync(OrderCases.Goods()), 20m, "transfer", "M. Jones, flat 4")).JsonAsync(200);

        await (await api.Owner.CreateAsync(OrderCases.PathOf(order) + "/erase-person", new { reason = "asked" }))
            .JsonAsync(200);

        var payment = Assert.Single(await PaymentsAsync(order))!;
        Assert.Equal((2000L, null), (Minor(payment, "amount"), payment["reference"]));
        await using var database = NpgsqlDataSource.Create(api.ConnectionString);
        await using var told = database.CreateCommand("select count(*) from events where body::text ~ 'flat 4'");
        Assert.Equal(0L, await told.ExecuteScalarAsync());
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    private static long Minor(JsonNode node, string name) => node[name + "_minor"]!.GetValue<long>();

    private Task<HttpResponseMessage> PayAsync(
        JsonNode order, decimal amount, string method = "cash", string? reference = null, string? key = null) =>
        SendAsync(order, "payments", new { amount, method, reference }, key);

    private Task<HttpResponseMessage> RefundAsync(JsonNode order, decimal amount) =>
        SendAsync(order, "refunds", new { amount, method = "cash" }, key: null);

    private Task<HttpResponseMessage> SendAsync(JsonNode order, string what, object body, string? key) =>
        api.Staff.SendAsync(
            HttpMethod.Post, $"{OrderCases.PathOf(order)}/{what}", body, ("If-Match", $"\"{order["version"]}\""),
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

    private async Task WrongAsync(JsonNode order, object body, params string[] pointers) => Assert.Equal(
        pointers, (await (await SendAsync(order, "payments", body, key: null))
            .ProblemAsync(422, "validation-failed")).Pointers());

    private async Task<JsonArray> PaymentsAsync(JsonNode order) =>
        (await (await api.Staff.GetAsync(OrderCases.PathOf(order) + "/payments")).JsonAsync(200))["items"]!.AsArray();

    private async Task<JsonNode> DeliveredAsync(JsonNode order)
    {
        order = await api.Owner.MovedAsync(order, "processing", "packaged");
        order = await (await api.Owner.MoveAsync(order, new { status = "shipped", carrier = "none" })).JsonAsync(200);
        return await api.Owner.MovedAsync(order, "delivered");
    }

    private async Task<JsonNode> InvoiceAsync(JsonNode order)
    {
        JsonNode? invoice = null;
        await Eventually.Async(async () =>
            invoice = await (await api.Staff.GetAsync(OrderCases.PathOf(order) + "/invoice")).JsonAsync(200));
        return invoice!;
    }
}
