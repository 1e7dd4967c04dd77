using System.Text.Json.Nodes;
using Platform.Api;
using Platform.Orders;

namespace Platform.Compatibility;

/// <summary>Orders for which an agent has chosen vendors, as the first document writes them.</summary>
public sealed class SelectionTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const string Path = "/api/vendor-selection/create-order";

    public async Task InitializeAsync()
    {
        await AddVendorAsync("vendor-id-1", "John Doe");
        await AddVendorAsync("vendor-id-2", "Jane Roe");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_sample_makes_an_order_a_selection_and_a_conversation_at_once()
    {
        var sent = Sample.Request("create-from-selection.request.jsonc");
        sent["conversation_details"]!["messages"] = new JsonArray(
            new JsonObject { ["role"] = "user", ["message"] = "My AC unit does not cool." },
            new JsonObject { ["role"] = "agent", ["message"] = "I will send somebody." },
            "Thank you.");

        var made = await (await api.Owner.PostOlderAsync(Path, sent)).JsonAsync(201);

        Assert.True(made["success"]!.GetValue<bool>());
        var order = made["data"]!;
        foreach (var same in new[]
        {
            "customer_name", "customer_phone", "customer_address", "service_type", "estimated_value", "priority",
        })
        {
            Sample.AssertSame(sent[same]!, order[same]);
        }

        Sample.AssertSame(sent["selected_vendors"]!, order["assigned_vendors"]);
        Assert.Equal("ABC Corp", order["businessName"]!.GetValue<string>());
        Assert.Equal("AC unit not cooling properly", order["description"]!.GetValue<string>());
        Assert.Equal("john@example.com", order["customer_email"]!.GetValue<string>());
        Assert.NotNull(order["trigger_point_id"]);

        var selection = await SelectionAsync(order);
        Assert.Equal(order["trigger_point_id"]!.ToString(), selection["selection_id"]!.ToString());
        var canonical = await (await api.Owner.GetAsync($"/api/v1/orders/{selection["order_id"]}")).JsonAsync(200);
        Assert.Equal(selection["selection_id"]!.ToString(), canonical["selection_id"]!.ToString());
        Sample.AssertSame(sent["trigger_points"]!, selection["triggers"]);
        Assert.Equal(2, selection["vendor_count"]!.GetValue<int>());
        var messages = selection["conversation"]!["messages"]!.AsArray();
        Assert.Equal(
            ["My AC unit does not cool.", "I will send somebody.", "Thank you."],
            messages.Select(message => message!["text"]!.GetValue<string>()));
        Assert.Equal("user", messages[0]!["speaker"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_order_is_in_the_list_of_the_first_document_with_every_field()
    {
        await (await api.Owner.PostOlderAsync(Path, Sample.Request("create-from-selection.request.jsonc")))
            .JsonAsync(201);

        var found = await (await api.Owner.GetAsync("/api/orders?status=pending&service_type=AC%20Repair&limit=1"))
            .JsonAsync(200);

        Assert.True(found["success"]!.GetValue<bool>());
        Assert.True(found["total"]!.GetValue<int>() >= 1);
        var item = found["data"]![0]!;
        Assert.Equal("AC Repair", item["task"]!.GetValue<string>());
        Assert.Equal(250.00m, item["amount"]!.GetValue<decimal>());
        Assert.Equal("New", item["status"]!.GetValue<string>());
        var none = await (await api.Owner.GetAsync("/api/orders?service_type=Gardening")).JsonAsync(200);
        Assert.Equal(0, none["total"]!.GetValue<int>());
        Assert.Empty(none["data"]!.AsArray());
    }

    [Fact]
    public async Task The_list_counts_beyond_its_page_and_goes_on_where_it_ended()
    {
        var (_, owner) = await api.CreateAccountAsync("Counted", $"owner@{Guid.NewGuid():N}.test");
        foreach (var _ in Enumerable.Range(0, 3))
            await owner.PlaceAsync();

        var first = await (await owner.GetAsync("/api/orders?limit=2")).JsonAsync(200);
        var second = await (await owner.GetAsync($"/api/orders?limit=2&cursor={first["next_cursor"]}")).JsonAsync(200);

        Assert.Equal(3, first["total"]!.GetValue<int>());
        Assert.Equal(3, second["total"]!.GetValue<int>());
        var both = first["data"]!.AsArray().Concat(second["data"]!.AsArray());
        Assert.Equal(3, both.Select(item => $"{item!["id"]}").Distinct().Count());
        Assert.Null(second["next_cursor"]);
    }

    [Fact]
    public async Task A_vendor_that_is_not_on_the_roster_is_named_and_nothing_is_kept()
    {
        var sent = Sample.Request("create-from-selection.request.jsonc");
        sent["selected_vendors"] = new JsonArray("vendor-id-1", "nobody");
        sent["customer_name"] = $"Nobody's {Guid.NewGuid():N}";

        var problem = await (await api.Owner.PostOlderAsync(Path, sent)).ProblemAsync(422, "validation-failed");

        Assert.Equal(["/selected_vendors/1"], problem.Pointers());
        var found = await (await api.Owner.GetAsync($"/api/orders?q={sent["customer_name"]!.ToString()[9..]}"))
            .JsonAsync(200);
        Assert.Equal(0, found["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_in_the_documents_words()
    {
        var sent = Sample.Request("create-from-selection.request.jsonc");
        sent["customer_phone"] = "none";
        sent["work_needed"] = "";
        sent["priority"] = "soon";
        sent["conversation_details"]!["messages"] = new JsonArray(42);
        sent["conversation_details"]!["customer_email"] = "nobody";

        var problem = await (await api.Owner.PostOlderAsync(Path, sent)).ProblemAsync(422, "validation-failed");

        Assert.Equal(
            [
                "/conversation_details/customer_email", "/conversation_details/messages/0", "/customer_phone",
                "/priority", "/work_needed",
            ],
            problem.Pointers());
    }

    [Fact]
    public async Task Staff_speak_for_no_vendor_but_the_orders_own()
    {
        var made = await (await api.Owner.PostOlderAsync(Path, Sample.Request("create-from-selection.request.jsonc")))
            .JsonAsync(201);

        var answer = await api.Owner.SendAsync(
            HttpMethod.Put, $"/api/orders/{made["data"]!["id"]}/status",
            new { status = "Accepted", vendor_id = "vendor-id-2" });

        await answer.ProblemAsync(403, "vendor-differs");
    }

    [Fact]
    public async Task Staff_move_an_order_in_the_documents_words_and_get_its_envelope()
    {
        var made = await (await api.Owner.PostOlderAsync(Path, Sample.Request("create-from-selection.request.jsonc")))
            .JsonAsync(201);
        var path = $"/api/orders/{made["data"]!["id"]}/status";
        await (await api.Owner.SendAsync(HttpMethod.Put, path, new { status = "Accepted" })).JsonAsync(200);
        var sent = Sample.Read("update-status.request.jsonc");
        sent.Remove("vendor_id");

        var moved = await (await api.Owner.SendAsync(HttpMethod.Put, path, sent)).JsonAsync(200);

        Sample.AssertSame(Sample.Read("update-status.response.jsonc"), moved);
        var order = moved["data"]!;
        Assert.Equal("Processing", order["status"]!.GetValue<string>());
        Assert.Equal(275.00m, order["amount"]!.GetValue<decimal>());
        Assert.Equal("https://storage.com/before.jpg", order["before_image_url"]!.GetValue<string>());
        var history = order["status_history"]!.AsArray();
        Assert.Equal("Started work on AC unit", history[^1]!["note"]!.GetValue<string>());

        var back = await api.Owner.SendAsync(HttpMethod.Put, path, new { status = "On Way" });
        var problem = await back.ProblemAsync(409, "illegal-transition");
        Assert.False(problem["success"]!.GetValue<bool>());
        Assert.Equal("processing", problem["current"]!.GetValue<string>());
    }

    private async Task<JsonNode> SelectionAsync(JsonNode order) =>
        await (await api.Owner.GetAsync($"/api/v1/orders/{order["uuid"]}/selection")).JsonAsync(200);

    // The class's tests share the roster: who is on it already stays.
    private async Task AddVendorAsync(string externalId, string name)
    {
        var vendor = new
        {
            name,
            external_id = externalId,
            status = "approved",
            avatar_url = "https://example.com/avatar.jpg",
        };
        using var answer = await api.Owner.CreateAsync("/api/v1/vendors", vendor);
        Assert.Contains((int)answer.StatusCode, new[] { 201, 409 });
    }
}
