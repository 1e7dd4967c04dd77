using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Commits;
using Platform.Customers;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>What is counted of a customer. A call that was not answered tells of its order again, however
/// late.</summary>
public sealed class CustomerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private readonly Guid _first = Guid.CreateVersion7();
    private readonly Guid _second = Guid.CreateVersion7();

    [Fact]
    public async Task An_order_counts_once_however_late_it_is_told_of_again()
    {
        var customer = CustomerOf("late");
        await Tell(customer, _first);
        await Tell(customer, _second);

        await Tell(customer, _first);

        var known = (await customer.Find())!;
        Assert.Equal(2, known.OrderCount);
        Assert.Equal(_second, known.LastOrderId);
    }

    [Fact]
    public async Task An_old_order_that_is_told_of_again_gives_an_erased_person_no_name()
    {
        var customer = CustomerOf("erased");
        await Tell(customer, _first);
        await Tell(customer, _second);
        await customer.Erase(new Command(api.AccountId, Actor.System, "customers.erase"));

        await Tell(customer, _first);

        var known = (await customer.Find())!;
        Assert.Null(known.Name);
        Assert.NotNull(known.ErasedAt);
    }

    private Task Tell(ICustomerGrain customer, Guid orderId) => customer.Ordered(
        $"+{customer.GetPrimaryKeyString()[^12..]}", "Mary", email: null, orderId,
        Command.BySystem(api.AccountId, "orders.place", $"{orderId:N}/place"));

    private ICustomerGrain CustomerOf(string name) => api.Services.GetRequiredService<IGrainFactory>()
        .GetGrain<ICustomerGrain>(GrainKey.Of(api.AccountId, NameBasedId.Of("customer", name)));
}
