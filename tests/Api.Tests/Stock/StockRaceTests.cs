using Platform.Api;

namespace Platform.Stock;

/// <summary>Many at once on one item, on the real host and database.</summary>
public sealed class StockRaceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData(64, 10, 1)]
    [InlineData(64, 10, 3)]
    [InlineData(64, 1, 1)]
    [InlineData(64, 0, 1)]
    public async Task Of_many_who_want_few_pieces_exactly_so_many_get_them_as_there_are(
        int callers, int pieces, int each)
    {
        var item = await api.ItemAsync(pieces);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, callers).Select(
            _ => api.Item(item).Reserve(new(Guid.NewGuid(), each), api.Asked("stock.reserve"))));

        var winners = pieces / each;
        Assert.Equal(winners, outcomes.Count(outcome => !outcome.IsRefused));
        Assert.All(
            outcomes.Where(outcome => outcome.IsRefused),
            outcome => Assert.Equal(StockRefusal.OutOfStock, outcome.Refusal));
        Assert.Equal($"{pieces}/{winners * each}", await api.StandsAsync(item));
    }

    [Fact]
    public async Task Callers_of_a_hot_item_travel_together_and_each_has_his_own_receipt()
    {
        var item = await api.ItemAsync(0);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => api.Item(item).Adjust(
            new(MovementKind.Received, 1), api.Asked("stock.adjust", $"{item:N}/{n}"))));

        Assert.Equal(Enumerable.Range(1, 64), outcomes.Select(outcome => (int)outcome.Item!.OnHand).Order());
        Assert.Equal("64/0", await api.StandsAsync(item));
        Assert.Equal(64L, await api.ScalarAsync<long>($"select count(*) from receipts where subject_id = '{item}'"));
        var commits = await api.ScalarAsync<long>($"select version from stock_items where item_id = '{item}'");
        Assert.InRange(commits, 2, 32);
    }

    [Fact]
    public async Task A_command_that_is_repeated_many_times_at_once_is_executed_once()
    {
        var item = await api.ItemAsync(5);
        var key = Guid.NewGuid().ToString();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => api.Item(item).Adjust(
            new(MovementKind.Received, 1), api.Asked("stock.adjust", n % 2 == 0 ? key : $"{key}/{n}"))));

        Assert.All(outcomes, outcome => Assert.False(outcome.IsRefused));
        Assert.Equal(15, outcomes.Count(outcome => outcome.IsReplayed));
        Assert.Equal("22/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task One_owner_who_asks_many_times_is_promised_once_and_takes_once()
    {
        var item = await api.ItemAsync(10);
        var owner = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(
            _ => api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve"))));
        Assert.Equal("10/4", await api.StandsAsync(item));
        await Task.WhenAll(Enumerable.Range(0, 32).Select(
            _ => api.Item(item).Commit(owner, api.Asked("stock.commit"))));
        Assert.Equal("6/0", await api.StandsAsync(item));
        await Task.WhenAll(Enumerable.Range(0, 32).Select(
            _ => api.Item(item).Release(owner, api.Asked("stock.release"))));
        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task A_late_repetition_does_not_promise_again_what_was_given_back()
    {
        var item = await api.ItemAsync(10);
        var owner = Guid.NewGuid();
        await api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve"));
        await api.Item(item).Release(owner, api.Asked("stock.release"));

        var late = await Task.WhenAll(
            api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve")),
            api.Item(item).Reserve(new(Guid.NewGuid(), 3), api.Asked("stock.reserve")));

        Assert.Equal([StockRefusal.ReservationEnded, null], late.Select(outcome => outcome.Refusal));
        Assert.Equal("10/3", await api.StandsAsync(item));
    }

    [Fact]
    public async Task What_is_asked_for_later_than_it_is_given_back_is_not_promised()
    {
        var item = await api.ItemAsync(10);
        var owner = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => api.Item(item).Release(owner, api.Asked("stock.release"))));

        var late = await api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve"));

        Assert.Equal(StockRefusal.ReservationEnded, late.Refusal);
        Assert.Equal("10/0", await api.StandsAsync(item));
        Assert.Equal(1L, await api.ScalarAsync<long>(
            $"select count(*) from stock_movements where item_id = '{item}'"));
    }

    [Fact]
    public async Task Whoever_asks_and_gives_back_at_once_has_nothing_in_the_end()
    {
        var item = await api.ItemAsync(10);
        var owners = Enumerable.Range(0, 32).Select(_ => Guid.NewGuid()).ToList();

        await Task.WhenAll(owners.Select(owner => Task.WhenAll(
            api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve")),
            api.Item(item).Release(owner, api.Asked("stock.release")),
            api.Item(item).Reserve(new(owner, 4), api.Asked("stock.reserve")))));

        Assert.Equal("10/0", await api.StandsAsync(item));
    }

    [Fact]
    public async Task Orders_of_the_same_items_in_any_order_never_oversell_nor_wait_for_each_other()
    {
        var (first, second) = (await api.ItemAsync(10), await api.ItemAsync(6));

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n => api.Owner.CreateAsync(
            "/api/v1/orders",
            n % 2 == 0 ? Shelf.OrderOf((first, 1), (second, 1)) : Shelf.OrderOf((second, 1), (first, 1)))));

        Assert.Equal(6, answers.Count(answer => (int)answer.StatusCode == 201));
        Assert.Equal(18, answers.Count(answer => (int)answer.StatusCode == 409));
        Assert.Equal("10/6 and 6/6", $"{await api.StandsAsync(first)} and {await api.StandsAsync(second)}");
    }
}
