using System.Text.Json.Nodes;
using Npgsql;
using Platform.Api;
using Platform.Live;

namespace Platform.Consumers;

/// <summary>A poison event in the whole product: the order counters cannot read it.</summary>
public sealed class DeadLetterTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // One, two, four and eight seconds lie between the five tries.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_poison_event_is_shown_and_discarded_and_the_ones_behind_it_go_on()
    {
        var subject = $"orders/{Guid.NewGuid()}";
        var poison = await AppendAsync(subject, "{}");
        await AppendAsync(subject, PlacedBody);
        await AppendAsync($"orders/{Guid.NewGuid()}", PlacedBody);

        // Another order of the same account is counted while the poison is still being tried.
        await UntilAsync(async () => await CountedAsync() == 1);
        JsonNode? letter = null;
        await UntilAsync(async () => (letter = await LetterAsync(subject)) is not null);
        Assert.Equal(poison, letter!["position"]!.GetValue<long>());
        Assert.Equal(5, letter["attempts"]!.GetValue<int>());
        Assert.Equal(1, letter["waiting"]!.GetValue<int>());
        Assert.Contains("KeyNotFoundException", letter["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, await CountedAsync());

        var path = $"/api/v1/dead-letters/order-counters/{poison}";
        await (await api.Admin.SendAsync(HttpMethod.Post, $"{path}/discard", new { reason = " " }))
            .ProblemAsync(422, "validation-failed");
        var discarded = await api.Admin.SendAsync(HttpMethod.Post, $"{path}/discard", new { reason = "a test" });
        Assert.Equal(204, (int)discarded.StatusCode);
        await UntilAsync(async () => await CountedAsync() == 2);
        await (await api.Admin.GetAsync(path)).ProblemAsync(404, "not-found");
        await (await api.Admin.SendAsync(HttpMethod.Post, $"{path}/replay", new { reason = "again" }))
            .ProblemAsync(404, "not-found");
        var decided = Assert.Single(
            (await (await api.Admin.GetAsync("/api/v1/dead-letters/decisions")).JsonAsync(200))["items"]!.AsArray())!;
        Assert.Equal(
            ("order-counters", poison, "discard", "a test"),
            ($"{decided["consumer"]}", (long)decided["position"]!, $"{decided["decision"]}", $"{decided["reason"]}"));
        Assert.StartsWith("platformadmin:", $"{decided["by"]}", StringComparison.Ordinal);
    }

    private const string PlacedBody =
        """
        {"to": "new", "day": "2026-11-21", "timezone": "UTC", "kind": "service", "currency": "USD", "revenue_minor": 0}
        """;

    private async Task<JsonNode?> LetterAsync(string subject)
    {
        var page = await (await api.Admin.GetAsync("/api/v1/dead-letters?consumer=order-counters")).JsonAsync(200);
        return page["items"]!.AsArray().FirstOrDefault(letter => letter!["subject"]!.GetValue<string>() == subject);
    }

    private async Task<long> AppendAsync(string subject, string body)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            """
            with head as (update log_head set position = position + 1 returning position)
            insert into events (position, account_id, lane, kind, subject, topics, at, actor, body)
            select position, $1, $2, 'order.placed', $3, '{}', now(), 'system:system', $4::jsonb from head
            returning position
            """);
        command.Parameters.Add(new() { Value = api.AccountId });
        command.Parameters.Add(new() { Value = Lane.Of(api.AccountId) });
        command.Parameters.Add(new() { Value = subject });
        command.Parameters.Add(new() { Value = body });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> CountedAsync()
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            "select coalesce(sum(orders), 0)::bigint from order_counters where account_id = $1");
        command.Parameters.Add(new() { Value = api.AccountId });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
            await Task.Delay(100, limit.Token);
    }
}
