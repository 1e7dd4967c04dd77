using Microsoft.Extensions.DependencyInjection;
using Platform.Api;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using static Platform.Http.ForeignCases;

namespace Platform.Calls;

internal static class CallCases
{
    public static Dictionary<string, ForeignCase> All { get; } = new()
    {
        ["GET /api/v1/calls"] = Listed("/api/v1/calls", CallOf),
        ["GET /api/v1/calls/{id:guid}"] = Hidden(async api => $"/api/v1/calls/{await CallOf(api)}"),
        ["GET /api/v1/calls/{id:guid}/turns"] = Hidden(async api => $"/api/v1/calls/{await CallOf(api)}/turns"),
        ["GET /api/v1/calls/{id:guid}/recording"] = Hidden(async api =>
            $"/api/v1/calls/{await HostedAgent.RecordedAsync(api)}/recording"),
        ["GET /api/v1/calls/{id:guid}/webhooks"] = Hidden(async api => $"/api/v1/calls/{await CallOf(api)}/webhooks"),
        ["POST /api/v1/calls/{id:guid}/erase-person"] = Hidden(
            async api => $"/api/v1/calls/{await CallOf(api)}/erase-person", new { reason = "asked" }),
        ["GET /api/v1/webhooks"] = Listed("/api/v1/webhooks", CallOf),
        ["GET /api/v1/tasks"] = Listed("/api/v1/tasks", async api => (await TaskOf(api)).ToString()),
        ["PATCH /api/v1/tasks/{id:guid}"] =
            Hidden(async api => $"/api/v1/tasks/{await TaskOf(api)}", new { status = "done" }),
        ["GET /api/v1/alerts"] = Listed("/api/v1/alerts", AlertOf),
    };

    private static async Task<string> CallOf(ApiFixture api)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var sid = TestLine.NewCallSid();
        await line.RingAsync(sid);
        return CallId.Of("twilio", sid).ToString("D");
    }

    private static async Task<Guid> TaskOf(ApiFixture api)
    {
        var now = TimeProvider.System.GetUtcNow();
        var task = new CallTask
        {
            Id = Guid.CreateVersion7(),
            AccountId = api.AccountId,
            ShopId = Guid.CreateVersion7(),
            CallId = Guid.CreateVersion7(),
            Reason = TaskReason.Asked,
            Status = TaskState.Open,
            CreatedAt = now,
            DueAt = now,
        };
        var grain = api.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ICallTaskGrain>(GrainKey.Of(api.AccountId, task.Id));
        await grain.Open(task, Command.BySystem(api.AccountId, "tasks.open", "test"));
        return task.Id;
    }

    private static async Task<string> AlertOf(ApiFixture api)
    {
        var line = await TestLine.CreateAsync(api, api.Owner);
        var form = line.Form(TestLine.NewCallSid(), "ringing").Where(pair => pair.Item1 != "To");
        await line.PostAsync("/webhooks/twilio/voice", [.. form, ("To", "+12125557777")]);
        return "2125557777"; // JSON writes the plus sign in its own way.
    }
}
