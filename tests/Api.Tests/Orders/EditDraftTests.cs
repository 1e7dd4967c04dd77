using System.Text.Json.Nodes;
using Platform.Api;

namespace Platform.Orders;

/// <summary>Drafts: filled by staff, changed, confirmed.</summary>
public sealed class EditDraftTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Lines_of_a_draft_are_replaced_and_its_total_is_reckoned_anew()
    {
        var draft = await DraftAsync(OrderCases.Goods());

        var edited = await (await EditAsync(draft, new
        {
            lines = new[] { new { name = "Other product", quantity = 3, unit_price = 10.50m } },
            customer_notes = "Ring twice",
            payment_method = "credit_card",
        })).JsonAsync(200);

        Assert.Equal(31.50m, edited["total"]!.GetValue<decimal>());
        Assert.Equal("Other product", Assert.Single(edited["lines"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal("Ring twice", edited["customer_notes"]!.GetValue<string>());
        Assert.Equal("Mary Jones", edited["customer"]!["name"]!.GetValue<string>());
        Assert.Equal("draft", edited["status"]!.GetValue<string>());
        Assert.Equal(draft["order_number"]!.ToString(), edited["order_number"]!.ToString());
        Assert.Equal(draft["version"]!.GetValue<long>() + 1, edited["version"]!.GetValue<long>());

        var listed = await (await api.Owner.GetAsync($"/api/orders?q={edited["order_number"]}")).JsonAsync(200);
        var item = Assert.Single(listed["data"]![0]!["items"]!.AsArray())!;
        Assert.Equal("Other product", item["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_confirmed_draft_is_an_order_and_is_edited_no_more()
    {
        var draft = await DraftAsync(OrderCases.Repair());
        var edited = await (await EditAsync(draft, new { estimated_value = 300m, service_label = "Carpet cleaning" }))
            .JsonAsync(200);
        Assert.Equal("cleaning", edited["service_category"]!.GetValue<string>());

        var placed = await api.Owner.MovedAsync(edited, "new");

        Assert.Equal("new", placed["status"]!.GetValue<string>());
        Assert.Equal(300m, placed["amount"]!.GetValue<decimal>());
        await (await EditAsync(placed, new { estimated_value = 1m })).ProblemAsync(409, "not-a-draft");
    }

    [Fact]
    public async Task An_edit_that_was_decided_on_another_version_is_refused()
    {
        var draft = await DraftAsync(OrderCases.Repair());
        await (await EditAsync(draft, new { priority = "low" })).JsonAsync(200);

        await (await EditAsync(draft, new { priority = "urgent" })).ProblemAsync(412, "version-differs");

        var bare = await api.Owner.SendAsync(HttpMethod.Patch, OrderCases.PathOf(draft), new { priority = "low" });
        await bare.ProblemAsync(428, "if-match-missing");
    }

    [Fact]
    public async Task Every_wrong_field_of_an_edit_is_named_and_nothing_is_kept()
    {
        var draft = await DraftAsync(OrderCases.Goods());

        var problem = await (await EditAsync(draft, new
        {
            customer = new { name = "", email = "none" },
            lines = new[] { new { name = "A", quantity = 0, unit_price = 1.001m } },
            total = 5m,
        })).ProblemAsync(422, "validation-failed");

        Assert.Equal(
            ["/customer/email", "/customer/name", "/lines/0/quantity", "/lines/0/unit_price", "/total"],
            problem.Pointers());
        var same = await (await api.Owner.GetAsync(OrderCases.PathOf(draft))).JsonAsync(200);
        Assert.True(JsonNode.DeepEquals(draft, same));
    }

    [Fact]
    public async Task What_is_sent_empty_is_taken_out_of_a_draft()
    {
        var goods = OrderCases.Goods();
        goods["address"] = new JsonObject { ["line1"] = "1 Main St" };
        goods["requested_time"] = new JsonObject { ["text"] = "on Monday" };
        goods["customer_notes"] = "Ring twice";

        var edited = await (await EditAsync(
            await DraftAsync(goods), new { address = new { }, requested_time = new { }, customer_notes = "" }))
            .JsonAsync(200);

        Assert.Null(edited["address"]);
        Assert.Null(edited["requested_time"]);
        Assert.Null(edited["customer_notes"]);
        var problem = await (await EditAsync(await DraftAsync(OrderCases.Repair()), new { address = new { } }))
            .ProblemAsync(422, "validation-failed");
        Assert.Equal(["/address"], problem.Pointers());
    }

    [Fact]
    public async Task A_place_on_the_map_goes_with_the_address_that_it_was()
    {
        var repair = OrderCases.Repair();
        repair["location"] = new JsonObject { ["latitude"] = 40.7, ["longitude"] = -74 };
        var draft = await DraftAsync(repair);

        var same = await (await EditAsync(draft, new { address = draft["address"] })).JsonAsync(200);
        Assert.Equal(40.7, same["location"]!["latitude"]!.GetValue<double>());
        var both = await (await EditAsync(same, new
        {
            address = new { line1 = "2 Side St" },
            location = new { latitude = 41, longitude = -75 },
        })).JsonAsync(200);
        Assert.Equal(41, both["location"]!["latitude"]!.GetValue<double>());
        var moved = await (await EditAsync(both, new { address = new { line1 = "3 End St" } })).JsonAsync(200);
        Assert.Null(moved["location"]);
    }

    private async Task<JsonNode> DraftAsync(JsonObject body)
    {
        body["draft"] = true;
        return await api.Owner.PlaceAsync(body);
    }

    private Task<HttpResponseMessage> EditAsync(JsonNode draft, object patch) => api.Owner.SendAsync(
        HttpMethod.Patch, OrderCases.PathOf(draft), patch, ("If-Match", $"\"{draft["version"]}\""));
}
