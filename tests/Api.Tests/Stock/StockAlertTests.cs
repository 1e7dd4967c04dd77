using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Calls;
using Platform.Consumers;
using Platform.Live;

namespace Platform.Stock;

/// <summary>Items that sink to their threshold call a person.</summary>
public sealed class StockAlertTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task An_item_that_sinks_to_its_threshold_is_told_once_until_it_has_risen()
    {
        var item = await api.ItemAsync(10, threshold: 3);
        var grain = api.Item(item);
        await grain.Adjust(new(MovementKind.Adjusted, -6), api.Asked("stock.adjust"));
        await grain.Adjust(new(MovementKind.Adjusted, -1), api.Asked("stock.adjust"));
        await grain.Adjust(new(MovementKind.Adjusted, -1), api.Asked("stock.adjust"));

        Assert.Equal(["low-stock 1 3 left to sell"], await ToldAsync(item, "3 left"));
        await grain.Adjust(new(MovementKind.Received, 5), api.Asked("stock.adjust"));
        await grain.Reserve(new(Guid.CreateVersion7(), 6), api.Asked("stock.reserve"));

        // The second crossing is the last thing that happened: what was told in between would be there by now.
        Assert.Equal(["low-stock 1 1 left to sell", "low-stock 1 3 left to sell"], await ToldAsync(item, "1 left"));
    }

    [Fact]
    public async Task However_often_the_log_is_read_a_crossing_is_one_alert()
    {
        var item = await api.ItemAsync(4, threshold: 3);
        await api.Item(item).Adjust(new(MovementKind.Adjusted, -1), api.Asked("stock.adjust"));
        await ToldAsync(item, "3 left");
        var (position, body) = await CrossingAsync(item);
        var consumer = api.Services.GetServices<IConsumer>().OfType<IGrainEffect>()
            .Single(one => one.Name == "stock-alerts");
        var entry = new LogEntry(
            position, api.AccountId, "stock.low", $"stock/{item:D}", [], TimeProvider.System.GetUtcNow(), "member:m1",
            null, body);

        await consumer.Apply(entry, CancellationToken.None);
        await consumer.Apply(entry, CancellationToken.None);

        Assert.Equal(["low-stock 1 3 left to sell"], await ToldAsync(item, "3 left"));
        var raised = $"kind = 'alert.raised' and body ->> 'kind' = 'low-stock' and position > {position}";
        var alert = $"(select 'alerts/' || id from alerts where state ->> 'subject_id' = '{item:D}')";
        Assert.Equal(
            1, await api.ScalarAsync<long>($"select count(*) from events where {raised} and subject = {alert}"));
    }

    private async Task<(long Position, string Body)> CrossingAsync(Guid item)
    {
        var where = $"from events where subject = 'stock/{item:D}' and kind = 'stock.low'";
        return (
            await api.ScalarAsync<long>($"select position {where}"),
            await api.ScalarAsync<string>($"select body::text {where}"));
    }

    /// <summary>What the list of alerts says of an item, the latest first, as soon as the latest says this.</summary>
    private Task<IReadOnlyList<string>> ToldAsync(Guid item, string latest) => Eventually.Async<IReadOnlyList<string>>(
        async () =>
        {
            var page = await (await api.Owner.GetAsync("/api/v1/alerts?limit=200")).JsonAsync(200);
            string[] told =
            [
                .. page["items"]!.AsArray()
                    .Where(alert => $"{alert!["subject_id"]}" == item.ToString("D"))
                    .Select(alert => $"{alert!["kind"]} {alert["count"]} {alert["detail"]}"),
            ];
            Assert.Contains(latest, told.FirstOrDefault() ?? "", StringComparison.Ordinal);
            return told;
        },
        Patience);
}
