using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Phones;

namespace Platform.Customers;

/// <summary>Who ordered: the record, and the erasure of all that is kept of a person.</summary>
internal static class CustomerEndpoints
{
    public static void AddCustomers(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(CustomerHttpJson.Default);

    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("/{id:guid}", Get).RequireAuthorization(Policies.OrdersRead)
            .WithExample(response: CustomerShapes.Example);
        customers.MapPost("/erase-person", ErasePerson).RequireAuthorization(Policies.OrdersWrite).CreatesWithKey()
            .WithExample(new EraseCustomerRequest("They asked for it", Phone: "+15550123456"), CustomerShapes.Erased);
    }

    private static async Task<Results<Ok<CustomerRecordAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, HttpContext http)
    {
        // A customer is the account's: whoever is bound to a shop does not see who ordered in another one.
        if (caller.ShopId is not null || await FindAsync(id, caller, grains) is not { Customer: { } customer } found)
            return Problems.NotFound("customer");
        http.SetPosition(found.Position);
        http.SetVersion(found.Version);
        return TypedResults.Ok(CustomerShapes.Answer(customer, found.Version));
    }

    private static async Task<Results<Ok<CustomerRecordAnswer>, ProblemHttpResult>> ErasePerson(
        EraseCustomerRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        ICustomerTraces traces, HttpContext http)
    {
        if (caller.Role is not (Role.Owner or Role.PlatformAdmin) || caller.ShopId is not null)
            return Problems.Of(403, "forbidden", "Only owners and platform admins erase a person.");
        var phone = PhoneNumber.TryRead(request.Phone, "US");
        var id = request.CustomerId ?? Customer.IdOf(caller.AccountId, phone!);
        var known = (await FindAsync(id, caller, grains)).Customer;
        phone ??= known?.Phone ?? known?.ErasingPhone;
        if (known is null && (phone is null || !await IsKnownAsync(phone, caller, traces, http)))
            return Problems.NotFound("customer");

        var outcome = await GrainRetry.Once(() => Grain(id, caller, grains).ErasePerson(
            phone, request.Reason.Trim(), caller.Command($"customers.erase-person/{id:N}", headers)));
        if (outcome.IsKeyReused)
            return Problems.KeyReused();
        if (outcome.IsReplayed)
            http.SetReplayed();
        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Version);
        return TypedResults.Ok(CustomerShapes.Answer(outcome.Customer, outcome.Version));
    }

    private static async Task<bool> IsKnownAsync(
        string phone, Caller caller, ICustomerTraces traces, HttpContext http) =>
        await traces.FindAsync(caller.AccountId, phone, limit: 1, http.RequestAborted)
            is { OrderIds.Count: > 0 } or { CallIds.Count: > 0 };

    private static Task<KnownCustomer> FindAsync(Guid id, Caller caller, IGrainFactory grains) =>
        Grain(id, caller, grains).FindAt(0);

    private static ICustomerGrain Grain(Guid id, Caller caller, IGrainFactory grains) =>
        grains.GetGrain<ICustomerGrain>(GrainKey.Of(caller.AccountId, id));
}
