using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Calls;

namespace Platform.Erasures;

/// <summary>Whoever called and is erased is in no table of the database any more; the figures stay.</summary>
public sealed class EraseCallerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Erasing_the_person_of_an_order_reaches_the_call_behind_it()
    {
        var made = await CalledIn.OrderedAsync(api);
        var before = await CallAsync(made);
        var order = $"/api/v1/orders/{before["order_id"]}";
        await (await api.Owner.CreateAsync($"{order}/notes", new { text = "Quillfeather rang" })).JsonAsync(200);
        foreach (var mark in made.Marks)
            Assert.NotEqual([], await Erasing.TablesWithAsync(api, mark));

        var erased = await EraseAsync(order);

        Assert.NotNull(Erasing.StateOf(erased));
        await Erasing.IsDoneAsync(api.Owner, order);
        await NothingIsLeftAsync(made);
        var after = await CallAsync(made);
        Assert.Equal("done", Erasing.StateOf(after));
        foreach (var figure in new[] { "status", "outcome", "started_at", "ended_at", "order_number", "to" })
            Assert.Equal(before[figure]!.ToJsonString(), after[figure]!.ToJsonString());
        var turns = await (await api.Owner.GetAsync($"{made.Path}/turns")).JsonAsync(200);
        Assert.Equal(after["turn_count"]!.GetValue<int>(), turns["items"]!.AsArray().Count);
        Assert.All(turns["items"]!.AsArray(), turn => Assert.Equal("", turn!["text"]!.GetValue<string>()));
        var kept = await (await api.Owner.GetAsync(order)).JsonAsync(200);
        Assert.Equal("repairs", kept["service_category"]!.GetValue<string>());
    }

    [Fact]
    public async Task Erasing_the_caller_reaches_the_order()
    {
        var made = await CalledIn.OrderedAsync(api);
        var order = $"/api/v1/orders/{(await CallAsync(made))["order_id"]}";

        await EraseAsync(made.Path);

        await Erasing.IsDoneAsync(api.Owner, order);
        await Erasing.IsDoneAsync(api.Owner, made.Path);
        await NothingIsLeftAsync(made);
    }

    [Fact]
    public async Task A_call_without_an_order_is_erased_with_its_call_back()
    {
        var made = await CalledIn.HungUpAsync(api);

        var first = await EraseAsync(made.Path);
        var again = await EraseAsync(made.Path);

        Assert.Equal("done", Erasing.StateOf(first));
        Assert.Equal(first["version"]!.GetValue<long>(), again["version"]!.GetValue<long>());
        Assert.Equal("abandoned", first["outcome"]!.GetValue<string>());
        await NothingIsLeftAsync(made);
        var tasks = await (await api.Owner.GetAsync("/api/v1/tasks")).JsonAsync(200);
        var task = tasks["items"]!.AsArray().Single(task => task!["call_id"]!.GetValue<Guid>() == made.Id)!;
        Assert.Null(task["phone"]);
        Assert.Equal("dismissed", task["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_withheld_their_number_is_erased_by_the_one_they_said()
    {
        var made = await CalledIn.HungUpAsync(api, isWithheld: true);
        var phone = $"+1{made.Digits}";
        Assert.Equal(phone, (await CallAsync(made))["draft"]!["customer_phone"]!.GetValue<string>());

        var asking = await api.Owner.CreateAsync(CustomerRequestTests.Path, new { phone, reason = "They asked" });

        var customer = await asking.JsonAsync(200);
        await Erasing.IsDoneAsync(api.Owner, $"/api/v1/customers/{customer["id"]}");
        await Erasing.IsDoneAsync(api.Owner, made.Path);
        await NothingIsLeftAsync(made);
    }

    // A call-back may have the number that was said first.
    [Fact]
    public async Task A_call_back_is_found_by_its_number_alone()
    {
        var made = await CalledIn.HungUpAsync(api);
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            $"update calls set from_number = null, spoken_phone = null where id = '{made.Id}'");
        await command.ExecuteNonQueryAsync();

        var asking = await api.Owner.CreateAsync(
            CustomerRequestTests.Path, new { phone = $"+1{made.Digits}", reason = "They asked" });

        await asking.JsonAsync(200);
        await Erasing.IsDoneAsync(api.Owner, made.Path);
        await NothingIsLeftAsync(made);
    }

    [Fact]
    public async Task What_comes_of_an_erased_call_later_brings_nobody_back()
    {
        var made = await CalledIn.RingingAsync(api);
        using var relay = await made.TalkAsync();
        await EraseAsync(made.Path);

        await relay.SayAsync("My name is Peter Quillfeather.", thenClose: true);
        await made.ReportAsync("completed", 3);
        await made.Line.RingAsync(made.Sid);

        var call = await CallAsync(made);
        Assert.Equal("completed", call["status"]!.GetValue<string>());
        Assert.Null(call["from"]);
        await NothingIsLeftAsync(made);
    }

    [Fact]
    public async Task What_is_forged_about_an_erased_call_is_written_down_without_its_words()
    {
        var made = await CalledIn.RingingAsync(api);
        await made.Line.RingAsync(made.Sid);
        await EraseAsync(made.Path);
        (string Name, string Value)[] forged = made.Line.Form(made.Sid, "in-progress");
        (string Name, string Value)[] nobodys =
            [.. forged.Select(pair => pair.Name == "AccountSid" ? (pair.Name, $"AC{Guid.NewGuid():N}") : pair)];
        var before = await RefusedAsync();

        await made.Line.PostAsync("/webhooks/twilio/status", forged, token: "not the secret");
        await made.Line.PostAsync("/webhooks/twilio/status", nobodys);

        await Eventually.Async(async () => Assert.Equal(before + 2, await RefusedAsync()));
        await NothingIsLeftAsync(made);
    }

    [Fact]
    public async Task Staff_do_not_erase_callers_and_nobody_does_without_a_reason()
    {
        var made = await CalledIn.RingingAsync(api);
        await made.Line.RingAsync(made.Sid);

        var byStaff = await api.Staff.CreateAsync($"{made.Path}/erase-person", new { reason = "asked" });
        await byStaff.ProblemAsync(403, "forbidden");
        var without = await api.Owner.CreateAsync($"{made.Path}/erase-person", new { reason = " " });
        Assert.Equal(["/reason"], (await without.ProblemAsync(422, "validation-failed")).Pointers());
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_reason_is_refused()
    {
        var made = await CalledIn.RingingAsync(api);
        await made.Line.RingAsync(made.Sid);
        var key = Guid.NewGuid().ToString();
        await (await api.Owner.CreateAsync($"{made.Path}/erase-person", new { reason = "asked" }, key)).JsonAsync(200);

        var other = await api.Owner.CreateAsync($"{made.Path}/erase-person", new { reason = "other" }, key);

        await other.ProblemAsync(422, "idempotency-key-reused");
    }

    private async Task<long> RefusedAsync()
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand("select count(*) from webhooks where call_id is null");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<JsonNode> CallAsync(CalledIn made) =>
        await (await api.Owner.GetAsync(made.Path)).JsonAsync(200);

    private async Task<JsonNode> EraseAsync(string path) =>
        await (await api.Owner.CreateAsync($"{path}/erase-person", new { reason = "They asked" })).JsonAsync(200);

    // What is refused is written down beside its answer, so it may come a moment later.
    private Task NothingIsLeftAsync(CalledIn made) => Eventually.Async(async () =>
    {
        foreach (var mark in made.Marks)
            Assert.Equal([], await Erasing.TablesWithAsync(api, mark));
    });
}
