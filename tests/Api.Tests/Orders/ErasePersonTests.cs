using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Compatibility;
using Platform.Erasures;

namespace Platform.Orders;

/// <summary>A person who is erased is in no row of the order any more; the figures stay.</summary>
public sealed class ErasePersonTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Nothing_of_the_person_is_left_in_any_table_and_the_figures_stay()
    {
        var mark = Guid.NewGuid().ToString("N");
        var order = await PlaceAsync(mark);
        await (await api.Owner.CreateAsync($"{PathOf(order)}/notes", new { text = $"Rang {mark}" })).JsonAsync(200);
        Assert.NotEmpty(await Erasing.TablesWithAsync(api, mark));

        var erased = await (await EraseAsync(api.Owner, order)).JsonAsync(200);

        Assert.Equal([], await Erasing.TablesWithAsync(api, mark));
        Assert.Null(erased["customer"]!["name"]);
        Assert.Null(erased["customer"]!["phone"]);
        Assert.Null(erased["address"]);
        Assert.Equal("The customer asked", erased["erasure"]!["reason"]!.GetValue<string>());
        Assert.Equal(250.00m, erased["amount"]!.GetValue<decimal>());
        Assert.Equal("AC Repair", erased["service_label"]!.GetValue<string>());
        var entry = Assert.Single(await ErasuresAsync(order));
        Assert.Equal("The customer asked", entry["note"]!.GetValue<string>());
        Assert.StartsWith("member:", entry["actor"]!.GetValue<string>(), StringComparison.Ordinal);

        await (await EraseAsync(api.Owner, order)).JsonAsync(200);
        Assert.Single(await ErasuresAsync(order));
        await Erasing.IsDoneAsync(api.Owner, PathOf(order));
    }

    [Fact]
    public async Task What_is_written_about_an_erased_person_is_erased_when_it_is_asked_again()
    {
        var order = await PlaceAsync(Guid.NewGuid().ToString("N"));
        await (await EraseAsync(api.Owner, order)).JsonAsync(200);
        var mark = Guid.NewGuid().ToString("N");
        await (await api.Owner.CreateAsync($"{PathOf(order)}/notes", new { text = $"Rang {mark}" })).JsonAsync(200);

        await (await EraseAsync(api.Owner, order)).JsonAsync(200);

        Assert.Equal([], await Erasing.TablesWithAsync(api, mark));
        Assert.Equal(2, (await ErasuresAsync(order)).Count);
        await Erasing.IsDoneAsync(api.Owner, PathOf(order));
    }

    [Fact]
    public async Task Staff_do_not_erase_anybody()
    {
        var order = await PlaceAsync(Guid.NewGuid().ToString("N"));

        await (await EraseAsync(api.Staff, order)).ProblemAsync(403, "forbidden");
    }

    private static string PathOf(JsonNode order) => $"/api/v1/orders/{order["uuid"]}";

    private static Task<HttpResponseMessage> EraseAsync(HttpClient client, JsonNode order) =>
        client.CreateAsync($"{PathOf(order)}/erase-person", new { reason = "The customer asked" });

    // The dispatch goes on beside it and writes entries of its own.
    private async Task<IReadOnlyList<JsonNode>> ErasuresAsync(JsonNode order)
    {
        var history = await (await api.Owner.GetAsync($"{PathOf(order)}/history")).JsonAsync(200);
        return [.. history["items"]!.AsArray().Select(entry => entry!)
            .Where(entry => entry["kind"]!.GetValue<string>() == "order.person_erased")];
    }

    // By an agent's selection, so that a conversation hangs on it, too.
    private async Task<JsonNode> PlaceAsync(string mark)
    {
        var chosen = $"v-{Guid.NewGuid():N}";
        var vendor = new { name = "John Doe", external_id = chosen };
        await (await api.Owner.CreateAsync("/api/v1/vendors", vendor)).JsonAsync(201);
        var sent = Sample.Request("create-from-selection.request.jsonc");
        sent["customer_name"] = $"John {mark}";
        sent["customer_address"] = $"1 {mark} St";
        sent["business_name"] = $"Business {mark}";
        sent["work_needed"] = $"Cool {mark}";
        sent["selected_vendors"] = new JsonArray(chosen);
        sent["conversation_details"]!["messages"] = new JsonArray($"I am {mark}");
        sent["conversation_details"]!["analysis_result"] = new JsonObject { ["name"] = mark };
        sent["conversation_details"]!["conversation_id"] = mark;
        var made = await (await api.Owner.PostOlderAsync("/api/vendor-selection/create-order", sent)).JsonAsync(201);
        return made["data"]!;
    }
}
