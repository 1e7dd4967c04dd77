using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Orders;
using Platform.Testing;

namespace Platform.Dispatch;

/// <summary>One order, many who want it.</summary>
public sealed class RaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Vendors = 100;
    private const int Taps = 100;

    private string Address => api.Address.ToString().TrimEnd('/').Replace("http:", "ws:", StringComparison.Ordinal);

    [Fact]
    public async Task A_hundred_vendors_accept_at_once_and_one_has_the_order()
    {
        var crew = await CrewAsync(Vendors);
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, crew);
        await using var first = await ListenAsync(crew[0]);
        await using var second = await ListenAsync(crew[1]);
        await using var third = await ListenAsync(crew[2]);

        var answers = await Task.WhenAll(crew.Select(vendor => vendor.AcceptAsync(order)));

        var won = answers.Index().Single(answer => (int)answer.Item.StatusCode == 200).Index;
        foreach (var (_, answer) in answers.Index().Where(answer => answer.Index != won))
        {
            var problem = await answer.ProblemAsync(409, "offer-taken");
            Assert.DoesNotContain(crew[won].VendorId.ToString(), problem.ToJsonString(), StringComparison.Ordinal);
        }

        var after = await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
        Assert.Equal(
            ("accepted", "assigned", crew[won].VendorId.ToString(), "Crew"),
            (after["status"]!.GetValue<string>(), after["dispatch_status"]!.GetValue<string>(),
                after["vendor_id"]!.GetValue<string>(), after["vendor_name"]!.GetValue<string>()));
        Assert.Equal(1, await CountAsync(order, "order.assigned"));
        Assert.Equal(1, await CountAsync(order, "order.status_changed"));
        await AssertToldAsync(order, crew, won);

        foreach (var (at, hub) in new[] { first, second, third }.Index())
        {
            var heard = await hub.CallAsync("Happened");
            Assert.Equal(
                won == at ? "order.status_changed" : "order.offer_withdrawn", heard.GetProperty("kind").GetString());
            AssertTellsNobodyElse(heard, crew.Where((_, other) => other != at));
        }
    }

    [Fact]
    public async Task One_vendor_taps_a_hundred_times_and_has_it_once()
    {
        var vendor = await api.HireAsync("tapper");
        var order = await api.Owner.PlaceAsync();
        await api.OfferAsync(order, [vendor]);

        var answers = await Task.WhenAll(Enumerable.Range(0, Taps).Select(
            tap => vendor.AcceptAsync(order, tap % 2 == 0 ? null : $"tap-{tap}")));

        var bodies = await Task.WhenAll(answers.Select(answer => answer.JsonAsync(200)));
        Assert.Single(bodies.Select(body => body.ToJsonString()).Distinct());
        Assert.Equal(1, await CountAsync(order, "order.assigned"));
        Assert.Equal(1, await CountAsync(order, "order.status_changed"));
    }

    [Fact]
    public async Task Accepting_and_cancelling_at_once_leave_one_of_the_two()
    {
        var vendor = await api.HireAsync("late");
        for (var round = 0; round < 10; round++)
        {
            var order = await api.Owner.PlaceAsync();
            await api.OfferAsync(order, [vendor]);
            order = await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);

            var accepting = vendor.AcceptAsync(order);
            var cancelling = api.Owner.MoveAsync(order, new { status = "cancelled" });
            var (accepted, cancelled) = (await accepting, await cancelling);

            var after = await (await api.Owner.GetAsync(OrderCases.PathOf(order))).JsonAsync(200);
            if ((int)accepted.StatusCode == 200)
            {
                await cancelled.ProblemAsync(412, "version-differs");
                Assert.Equal("accepted", after["status"]!.GetValue<string>());
            }
            else
            {
                await accepted.ProblemAsync(409, "offer-closed");
                Assert.Equal("cancelled", after["status"]!.GetValue<string>());
                Assert.Equal(1, await CountAsync(order, "order.offer_withdrawn"));
            }
        }
    }

    private async Task<HubSocket> ListenAsync(CrewMember vendor)
    {
        var hub = await HubSocket.ConnectAsync(Address, vendor.Token);
        await hub.SubscribeAsync(null, $"vendors/{vendor.VendorId}");
        Assert.Null((await hub.AnswerAsync()).Error);
        return hub;
    }

    // Everybody but the winner is named by the one event that says who lost, and the winner is not in it.
    private async Task AssertToldAsync(JsonNode order, IReadOnlyList<CrewMember> crew, int won)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            $"select topics, body::text from events where subject = 'orders/{order["id"]}'"
            + " and kind = 'order.offer_withdrawn'");
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(
            crew.Where((_, index) => index != won).Select(vendor => $"vendors/{vendor.VendorId}").Order(),
            reader.GetFieldValue<string[]>(0).Order());
        Assert.DoesNotContain(crew[won].VendorId.ToString(), reader.GetString(1), StringComparison.Ordinal);
        Assert.False(await reader.ReadAsync());
    }

    private static void AssertTellsNobodyElse(JsonElement heard, IEnumerable<CrewMember> others)
    {
        var text = heard.GetRawText();
        Assert.All(others, other => Assert.DoesNotContain(other.VendorId.ToString(), text, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<CrewMember>> CrewAsync(int count)
    {
        var crew = new List<CrewMember>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(8))
            crew.AddRange(await Task.WhenAll(some.Select(number => api.HireAsync($"crew-{number}"))));
        return crew;
    }

    private async Task<long> CountAsync(JsonNode order, string kind)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            $"select count(*) from events where subject = 'orders/{order["id"]}' and kind = '{kind}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
