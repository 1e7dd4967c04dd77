using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Erasures;

/// <summary>Who may ask that a customer is erased, and how.</summary>
public sealed class CustomerRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    internal const string Path = "/api/v1/customers/erase-person";

    [Fact]
    public async Task Who_never_ordered_or_called_is_not_found_and_nobody_erases_without_saying_whom_and_why()
    {
        var unknown = await api.Owner.CreateAsync(Path, new { phone = "+14155559999", reason = "asked" });
        await unknown.ProblemAsync(404, "not-found");
        var empty = await api.Owner.CreateAsync(Path, new { reason = " " });
        Assert.Equal(["/phone", "/reason"], (await empty.ProblemAsync(422, "validation-failed")).Pointers());
        var noPhone = await api.Owner.CreateAsync(Path, new { phone = "nobody", reason = "asked" });
        Assert.Equal(["/phone"], (await noPhone.ProblemAsync(422, "validation-failed")).Pointers());
        var byStaff = await api.Staff.CreateAsync(Path, new { phone = "+14155559999", reason = "asked" });
        await byStaff.ProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task A_customer_is_found_by_id_too_and_the_same_key_asks_once()
    {
        const string phone = "+14155558888";
        var first = await api.Owner.PlaceAsync(Repair(phone));
        var key = Guid.NewGuid().ToString();
        var asked = await (await api.Owner.CreateAsync(Path, new { phone, reason = "asked" }, key))
            .JsonAsync(200);
        await Erasing.IsDoneAsync(api.Owner, OrderCases.PathOf(first));
        await Erasing.IsDoneAsync(api.Owner, $"/api/v1/customers/{asked["id"]}");

        var again = await api.Owner.CreateAsync(Path, new { phone, reason = "asked" }, key);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        var other = await api.Owner.CreateAsync(Path, new { phone, reason = "other" }, key);
        await other.ProblemAsync(422, "idempotency-key-reused");
        var byId = await api.Owner.CreateAsync(Path, new { customer_id = asked["id"], reason = "asked" });
        Assert.Equal("done", Erasing.StateOf(await byId.JsonAsync(200)));

        // What came since is erased when it is asked again.
        var next = await api.Owner.PlaceAsync(Repair(phone));
        await (await api.Owner.CreateAsync(Path, new { phone, reason = "asked" })).JsonAsync(200);
        await Erasing.IsDoneAsync(api.Owner, OrderCases.PathOf(next));
    }

    /// <summary>A repair for somebody with this number.</summary>
    internal static JsonObject Repair(string phone, string name = "Peter Quillfeather")
    {
        var repair = OrderCases.Repair(name);
        repair["customer"]!["phone"] = phone;
        return repair;
    }
}
