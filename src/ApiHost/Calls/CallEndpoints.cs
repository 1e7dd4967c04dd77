using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Images;

namespace Platform.Calls;

/// <summary>What was said and done on the telephone: calls, turns, webhooks, tasks, alerts.</summary>
internal static class CallEndpoints
{
    // What hosted agents send.
    private const string RecordingType = "audio/mpeg";

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("").WithTags("Calls").RequireAuthorization(Policies.CallsRead);
        calls.MapGet("/calls", List).WithQuery(CallQuery.CallKeys).WithExample(response: CallExamples.Calls);
        calls.MapGet("/calls/{id:guid}", Get).WithExample(response: CallExamples.Call);
        calls.MapGet("/calls/{id:guid}/turns", Turns).WithExample(response: CallExamples.Turns);
        calls.MapGet("/calls/{id:guid}/recording", Recording).WithExample();
        calls.MapGet("/calls/{id:guid}/webhooks", CallWebhooks).WithExample(response: CallExamples.Webhooks);
        calls.MapPost("/calls/{id:guid}/erase-person", CallErasure.ErasePerson).CreatesWithKey()
            .WithExample(CallExamples.Erase, CallExamples.Call);
        calls.MapGet("/webhooks", Webhooks).WithQuery(CallQuery.WebhookKeys)
            .WithExample(response: CallExamples.Webhooks);
        calls.MapGet("/tasks", Tasks).WithQuery(CallQuery.TaskKeys).WithExample(response: CallExamples.Tasks);
        calls.MapPatch("/tasks/{id:guid}", ChangeTask).ChangesWithVersion()
            .WithExample(new TaskPatch("done"), CallExamples.Task);
        calls.MapGet("/alerts", Alerts).WithExample(response: CallExamples.Alerts);
    }

    private static async Task<Results<Ok<Page<CallAnswer>>, ProblemHttpResult>> List(
        PageRequest page, Caller caller, ICallReader reader, Cursors cursors, HttpContext http)
    {
        var query = new CallQuery(http.Request.Query);
        var filter = new CallFilter(
            query.Words<CallStatus>("status", CallWords.Of),
            query.Words<CallOutcome>("outcome", CallWords.Of),
            caller.ShopId is { } shop ? [shop] : query.Ids("shop_id"),
            query.Words<CallDirection>("direction", CallWords.Of),
            query.Time("from"),
            query.Time("to"),
            query.Text("q"));
        if (query.Errors.Count > 0)
            return Problems.Invalid(query.Errors);

        var filters = Filters("calls", caller, http);
        var found = await reader.ListAsync(
            caller.AccountId, filter, After(cursors, page, filters), page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(Of(
            found.Value, page, CallShapes.Answer, cursors, filters, view => (view.Summary.StartedAt, view.Call.Id)));
    }

    private static async Task<Results<Ok<CallAnswer>, ProblemHttpResult>> Get(
        Guid id, Caller caller, IGrainFactory grains, ICallRecordings recordings, HttpContext http)
    {
        var found = await Call(grains, caller, id).Find();
        if (found.Value is not { } view || !caller.Sees(view.Call.ShopId))
            return Problems.NotFound("call");
        http.SetPosition(found.Position);
        http.SetVersion(view.Version);
        // Nobody records but hosted agents.
        var isRecorded = view.Call.Facts.HostedAgent is not null
            && await recordings.FindAsync(caller.AccountId, id, http.RequestAborted) is not null;
        return TypedResults.Ok(CallShapes.Answer(view) with { HasRecording = isRecorded });
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Recording(
        Guid id, Caller caller, IGrainFactory grains, ICallRecordings recordings, IBlobStore blobs, HttpContext http)
    {
        if ((await Call(grains, caller, id).Find()).Value is not { } view || !caller.Sees(view.Call.ShopId))
            return Problems.NotFound("call");
        if (await recordings.FindAsync(caller.AccountId, id, http.RequestAborted) is not { } sha256
            || blobs.Open(sha256) is not { } bytes)
        {
            return Problems.NotFound("recording");
        }

        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Stream(bytes, RecordingType, enableRangeProcessing: true);
    }

    private static async Task<Results<Ok<Page<TurnAnswer>>, ProblemHttpResult>> Turns(
        Guid id, PageRequest page, Caller caller, ICallReader reader, IGrainFactory grains, Cursors cursors,
        HttpContext http)
    {
        if ((await Call(grains, caller, id).Find()).Value is not { } view || !caller.Sees(view.Call.ShopId))
            return Problems.NotFound("call");

        var filters = $"turns|{caller.AccountId}|{id}";
        var after = (int)(cursors.ReadNumbered(page.Cursor, filters) ?? 0);
        var found = await reader.TurnsAsync(caller.AccountId, id, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(new Page<TurnAnswer>(
            [.. found.Value.Select(CallShapes.Answer)],
            found.Value.Count < page.Limit
                ? null
                : cursors.WriteNumbered(filters, found.Value[^1].TurnNo)));
    }

    private static async Task<Results<Ok<Page<WebhookAnswer>>, ProblemHttpResult>> CallWebhooks(
        Guid id, PageRequest page, Caller caller, ICallReader reader, IGrainFactory grains, Cursors cursors,
        HttpContext http) =>
        (await Call(grains, caller, id).Find()).Value is { } view && caller.Sees(view.Call.ShopId)
            ? await ListWebhooks(new WebhookFilter(id, []), page, caller, reader, cursors, http)
            : Problems.NotFound("call");

    private static async Task<Results<Ok<Page<WebhookAnswer>>, ProblemHttpResult>> Webhooks(
        PageRequest page, Caller caller, ICallReader reader, Cursors cursors, HttpContext http)
    {
        var query = new CallQuery(http.Request.Query);
        var filter = new WebhookFilter(
            CallId: null, query.Words<WebhookVerdict>("verdict", CallWords.Of), caller.ShopId);
        return query.Errors.Count > 0
            ? Problems.Invalid(query.Errors)
            : await ListWebhooks(filter, page, caller, reader, cursors, http);
    }

    private static async Task<Ok<Page<WebhookAnswer>>> ListWebhooks(
        WebhookFilter filter, PageRequest page, Caller caller, ICallReader reader, Cursors cursors, HttpContext http)
    {
        var filters = Filters("webhooks", caller, http);
        var found = await reader.WebhooksAsync(
            caller.AccountId, filter, After(cursors, page, filters), page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(Of(
            found.Value, page, CallShapes.Answer, cursors, filters, webhook => (webhook.ReceivedAt, webhook.Id)));
    }

    private static async Task<Results<Ok<Page<TaskAnswer>>, ProblemHttpResult>> Tasks(
        PageRequest page, Caller caller, ICallReader reader, Cursors cursors, HttpContext http)
    {
        var query = new CallQuery(http.Request.Query);
        var filter = new TaskFilter(
            query.Words<TaskState>("status", CallWords.Of), caller.ShopId ?? query.Id("shop_id"), query.Id("call_id"),
            query.IsLastFirst("due_at"));
        if (query.Errors.Count > 0)
            return Problems.Invalid(query.Errors);

        var filters = Filters("tasks", caller, http);
        var found = await reader.TasksAsync(
            caller.AccountId, filter, After(cursors, page, filters), page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(Of(
            found.Value, page, CallShapes.Answer, cursors, filters, task => (task.Task.DueAt, task.Task.Id)));
    }

    private static async Task<Results<Ok<TaskAnswer>, ProblemHttpResult>> ChangeTask(
        Guid id, TaskPatch patch, Caller caller, CommandHeaders headers, IGrainFactory grains, HttpContext http)
    {
        var task = grains.GetGrain<ICallTaskGrain>(GrainKey.Of(caller.AccountId, id));
        if ((await task.Find()).Value is not { } known || !caller.Sees(known.Task.ShopId))
            return Problems.NotFound("task");

        var status = CallWords.Read<TaskState>(patch.Status, CallWords.Of)!.Value;
        var outcome = await GrainRetry.Once(
            () => task.Move(status, headers.IfMatch, caller.Command("tasks.change", headers)));
        if (outcome.IsRefused)
        {
            return outcome.Refusal.Value switch
            {
                TaskRefusal.NotFound => Problems.NotFound("task"),
                TaskRefusal.VersionDiffers =>
                    Problems.Of(412, "version-differs", "The task has moved on; read it again."),
            };
        }

        http.SetPosition(outcome.Position);
        http.SetVersion(outcome.Task.Version);
        return TypedResults.Ok(CallShapes.Answer(outcome.Task));
    }

    private static async Task<Ok<Page<AlertAnswer>>> Alerts(
        PageRequest page, Caller caller, ICallReader reader, Cursors cursors, HttpContext http)
    {
        var filters = Filters("alerts", caller, http);
        var found = await reader.AlertsAsync(
            caller.AccountId, After(cursors, page, filters), page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        return TypedResults.Ok(Of(
            found.Value, page, CallShapes.Answer, cursors, filters, alert => (alert.LastAt, alert.Id)));
    }

    private static ICallSessionGrain Call(IGrainFactory grains, Caller caller, Guid id) =>
        grains.GetGrain<ICallSessionGrain>(GrainKey.Of(caller.AccountId, id));

    private static string Filters(string list, Caller caller, HttpContext http) => string.Join(
        '|', list, caller.AccountId, caller.ShopId, http.Request.Path, string.Join(
            '&', http.Request.Query.Where(pair => pair.Key is not ("cursor" or "limit")).Select(pair => $"{pair}")));

    private static CallCursor? After(Cursors cursors, PageRequest page, string filters) =>
        cursors.ReadTimed(page.Cursor, filters) is { } key ? new CallCursor(key.At, key.Id) : null;

    private static Page<TAnswer> Of<T, TAnswer>(
        IReadOnlyList<T> found, PageRequest page, Func<T, TAnswer> answer, Cursors cursors, string filters,
        Func<T, (DateTimeOffset At, Guid Id)> key)
    {
        var last = found.Count == page.Limit ? key(found[^1]) : ((DateTimeOffset At, Guid Id)?)null;
        return new Page<TAnswer>(
            [.. found.Select(answer)], last is { } row ? cursors.WriteTimed(filters, row.At, row.Id) : null);
    }
}
