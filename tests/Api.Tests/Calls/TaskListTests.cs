using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Commits;
using Platform.Ids;

namespace Platform.Calls;

/// <summary>The list of tasks narrows to what is asked, and goes on page after page.</summary>
public sealed class TaskListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private readonly Guid _shopId = Guid.CreateVersion7();

    [Fact]
    public async Task Several_statuses_mean_any_of_them()
    {
        var open = await OpenAsync(1);
        var done = await OpenAsync(2, "done");
        var dismissed = await OpenAsync(3, "dismissed");

        Assert.Equal([open], await ListAsync("&status=open"));
        Assert.Equal([done, dismissed], await ListAsync("&status=done&status=dismissed"));
        Assert.Equal([open, done, dismissed], await ListAsync(""));
    }

    [Fact]
    public async Task A_calls_task_is_found_by_its_call()
    {
        var wanted = await OpenAsync(1, "done");
        await OpenAsync(2);

        Assert.Equal([wanted], await ListAsync($"&call_id={await CallOfAsync(wanted)}"));
    }

    [Theory]
    [InlineData("", new[] { 0, 1, 2, 3, 4 })]
    [InlineData("&sort=due_at", new[] { 0, 1, 2, 3, 4 })]
    [InlineData("&sort=-due_at", new[] { 4, 3, 2, 1, 0 })]
    public async Task Pages_go_on_to_the_end_in_either_order(string sort, int[] order)
    {
        var tasks = new List<Guid>();
        for (var minute = 0; minute < 5; minute++)
            tasks.Add(await OpenAsync(minute));

        Assert.Equal(order.Select(index => tasks[index]), await ListAsync($"{sort}&limit=2"));
    }

    [Theory]
    [InlineData("?sort=phone", "?sort")]
    [InlineData("?status=open&status=sleeping", "?status")]
    [InlineData("?call_id=seven", "?call_id")]
    public async Task What_cannot_be_read_is_named(string query, string key)
    {
        var answer = await api.Owner.GetAsync("/api/v1/tasks" + query);

        Assert.Equal([key], (await answer.ProblemAsync(422, "validation-failed")).Pointers());
    }

    private async Task<Guid> OpenAsync(int minute, string? status = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var task = new CallTask
        {
            Id = Guid.CreateVersion7(),
            AccountId = api.AccountId,
            ShopId = _shopId,
            CallId = Guid.CreateVersion7(),
            Reason = TaskReason.Asked,
            Status = TaskState.Open,
            CreatedAt = now,
            DueAt = now.AddMinutes(minute),
        };
        var grain = api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ICallTaskGrain>(GrainKey.Of(api.AccountId, task.Id));
        await grain.Open(task, Command.BySystem(api.AccountId, "tasks.open", "test"));
        if (status is not null)
        {
            await (await api.Owner.SendAsync(
                HttpMethod.Patch, $"/api/v1/tasks/{task.Id}", new { status }, ("If-Match", "\"1\""))).JsonAsync(200);
        }

        return task.Id;
    }

    private async Task<Guid> CallOfAsync(Guid taskId)
    {
        var found = await (await api.Owner.GetAsync($"/api/v1/tasks?shop_id={_shopId}")).JsonAsync(200);
        return found["items"]!.AsArray().Single(task => task!["id"]!.GetValue<Guid>() == taskId)!["call_id"]!
            .GetValue<Guid>();
    }

    private async Task<IReadOnlyList<Guid>> ListAsync(string filters)
    {
        var found = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await (await api.Owner.GetAsync(
                $"/api/v1/tasks?shop_id={_shopId}{filters}{(cursor == "" ? "" : $"&cursor={cursor}")}")).JsonAsync(200);
            found.AddRange(page["items"]!.AsArray().Select(task => task!["id"]!.GetValue<Guid>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }

        return found;
    }
}
