using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Commits;
using Platform.Customers;
using Platform.Orders;

namespace Platform.Erasures;

/// <summary>A host that loses sight of a customer's orders and calls after its first look while <see
/// cref="IsBroken"/>.</summary>
public sealed class BrokenTracesFixture : ApiFixture
{
    private int _looks;

    public bool IsBroken { get; set; }

    public int Refused { get; private set; }

    protected override void Replace(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(ICustomerTraces));
        services.AddSingleton<ICustomerTraces>(provider => new Traces(
            this, (ICustomerTraces)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
    }

    private sealed class Traces(BrokenTracesFixture broken, ICustomerTraces real) : ICustomerTraces
    {
        public Task<CustomerTraces> FindAsync(
            Guid accountId, string phone, int limit, CancellationToken cancellationToken)
        {
            if (broken.IsBroken && ++broken._looks > 1)
            {
                broken.Refused++;
                throw new StorageUnavailableException("The test has broken it.");
            }

            return real.FindAsync(accountId, phone, limit, cancellationToken);
        }
    }
}

/// <summary>A customer is erased from all their orders and calls at once, whatever stops in between.</summary>
public sealed class EraseCustomerTests(BrokenTracesFixture api) : IClassFixture<BrokenTracesFixture>
{
    // More than one look finds.
    private const int OrdersCount = 22;

    [Fact]
    public async Task A_customer_is_erased_from_every_order_and_call_also_when_the_platform_stops_in_the_middle()
    {
        var made = await CalledIn.OrderedAsync(api);
        var phone = $"+1{made.Digits}";
        var orders = new List<JsonNode>();
        for (var i = 0; i < OrdersCount; i++)
            orders.Add(await api.Owner.PlaceAsync(CustomerRequestTests.Repair(phone)));
        var other = await api.Owner.PlaceAsync(CustomerRequestTests.Repair("+14155550000", "Somebody Else"));
        var billed = await api.Owner.MovedAsync(orders[^1], "accepted", "processing", "completed");
        var invoice = await InvoiceAsync(api.Owner, billed);
        Assert.Equal("Peter Quillfeather", invoice["customer"]!["name"]!.GetValue<string>());
        api.IsBroken = true;

        var asking = await api.Owner.CreateAsync(CustomerRequestTests.Path, new { phone, reason = "They asked" });
        var asked = await asking.JsonAsync(200);
        Assert.Equal("running", Erasing.StateOf(asked));
        await Eventually.Async(() =>
        {
            Assert.NotEqual(0, api.Refused);
            return Task.CompletedTask;
        });
        Assert.NotEqual([], await Erasing.TablesWithAsync(api, "Quillfeather"));

        await api.StopAsync();
        api.IsBroken = false;
        api.Start();

        var owner = await api.SignInAsync(ApiFixture.OwnerEmail);
        await Erasing.IsDoneAsync(owner, $"/api/v1/customers/{asked["id"]}");
        foreach (var order in orders)
            await Erasing.IsDoneAsync(owner, OrderCases.PathOf(order));
        await Erasing.IsDoneAsync(owner, made.Path);
        foreach (var mark in made.Marks)
            Assert.Equal([], await Erasing.TablesWithAsync(api, mark));
        await AssertKeptAsync(owner, invoice, billed);
        var kept = await (await owner.GetAsync(OrderCases.PathOf(other))).JsonAsync(200);
        Assert.Equal("Somebody Else", kept["customer"]!["name"]!.GetValue<string>());
        Assert.Null(kept["erasure"]);
    }

    private static async Task<JsonNode> InvoiceAsync(HttpClient owner, JsonNode order)
    {
        JsonNode? invoice = null;
        await Eventually.Async(async () =>
            invoice = await (await owner.GetAsync($"{OrderCases.PathOf(order)}/invoice")).JsonAsync(200));
        return invoice!;
    }

    // The books keep what was sold, for how much and when.
    private static async Task AssertKeptAsync(HttpClient owner, JsonNode before, JsonNode order)
    {
        var after = await InvoiceAsync(owner, order);
        Assert.Null(after["customer"]!["name"]);
        Assert.Null(after["customer"]!["business_name"]);
        Assert.NotNull(after["erased_at"]);
        foreach (var (field, value) in before.AsObject().Where(field => field.Key is not ("customer" or "erased_at")))
            Assert.Equal(value?.ToJsonString(), after[field]?.ToJsonString());
    }
}
