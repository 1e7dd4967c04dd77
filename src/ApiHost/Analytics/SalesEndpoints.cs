using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Accounts;
using Platform.Http;
using Platform.Ids;
using Platform.Schedules;

namespace Platform.Analytics;

/// <summary>Daily sales: closed days from the ledger, the others live.</summary>
internal static class SalesEndpoints
{
    private const int PageMax = 200;

    public static void AddAnalytics(this WebApplicationBuilder builder) =>
        builder.Services.AddJsonContext(SalesHttpJson.Default);

    public static void MapAnalytics(this IEndpointRouteBuilder api)
    {
        var sales = api.MapGroup("/analytics/daily-sales").WithTags("Analytics");
        sales.MapGet("", Read).RequireAuthorization(Policies.OrdersRead)
            .WithSummary("Sales by the day, of each shop in its own zone")
            .WithExample(response: SalesExamples.Days);
        sales.MapPost("/generate", Generate).RequireAuthorization(Policies.ShopsWrite).CreatesWithKey()
            .WithSummary("Reckon closed days again").WithExample(SalesExamples.Generate, SalesExamples.Days);
    }

    private static async Task<Results<Ok<DailySalesAnswer>, ProblemHttpResult>> Read(
        [FromQuery(Name = "shop_id")] Guid? shopId, string? from, string? to, Caller caller, IDailySalesReader reader,
        TimeProvider clock, HttpContext http)
    {
        var errors = new FieldErrors();
        var query = QueryOf(
            caller, shopId, Day("?from", from, errors), Day("?to", to, errors), clock.GetUtcNow(), "?to", errors);
        if (errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);
        return caller.Sees(query.ShopId)
            ? TypedResults.Ok(await ReadAsync(query, reader, http))
            : Problems.NotFound("shop");
    }

    private static async Task<Results<Ok<DailySalesAnswer>, ProblemHttpResult>> Generate(
        GenerateDailyRequest request, Caller caller, CommandHeaders headers, IJobReader jobs, IGrainFactory grains,
        IDailySalesReader reader, TimeProvider clock, HttpContext http)
    {
        var query = new SalesQuery(
            caller.AccountId, request.ShopId ?? caller.ShopId, request.From, request.To ?? request.From,
            clock.GetUtcNow());
        if (!caller.Sees(query.ShopId))
            return Problems.NotFound("shop");
        return await AgainAsync(query, caller, headers, jobs, grains, http)
            ?? (Results<Ok<DailySalesAnswer>, ProblemHttpResult>)TypedResults.Ok(await ReadAsync(query, reader, http));
    }

    /// <summary>Which days are meant. Without any, the last 30 up to today, wherever it is tomorrow already.</summary>
    public static SalesQuery QueryOf(
        Caller caller, Guid? shopId, DateOnly? from, DateOnly? to, DateTimeOffset now, string pointer,
        FieldErrors errors)
    {
        var last = to ?? from?.AddDays(SalesDays.Default - 1) ?? DateOnly.FromDateTime(now.UtcDateTime).AddDays(1);
        var query = new SalesQuery(
            caller.AccountId, shopId ?? caller.ShopId, from ?? last.AddDays(-SalesDays.Default), last, now);
        SalesDays.Check(query.From, query.To, query.ShopId, pointer, errors.Add);
        return query;
    }

    /// <summary>Reads them.</summary>
    public static async Task<DailySalesAnswer> ReadAsync(
        SalesQuery query, IDailySalesReader reader, HttpContext http)
    {
        var found = await reader.ReadAsync(query, http.RequestAborted);
        http.SetPosition(found.Position);
        return SalesShapes.Answer(query, found.Value);
    }

    /// <summary>Has the closed days of the shops in question reckoned again; a problem when the shop that is named is
    /// none of the account's, or the key was used for another request.</summary>
    public static async Task<ProblemHttpResult?> AgainAsync(
        SalesQuery query, Caller caller, CommandHeaders headers, IJobReader jobs, IGrainFactory grains,
        HttpContext http)
    {
        var ours = await JobsAsync(caller.AccountId, query.ShopId, jobs, http.RequestAborted);
        if (query.ShopId is not null && ours.Count == 0)
            return Problems.NotFound("shop");
        // The first job keeps the command under its own key, so that the key is used for one request; each further one
        // under a key that follows from it, so that a request that broke off in between goes on where it was.
        var command = caller.Command("analytics.generate-daily", headers);
        foreach (var (place, id) in ours.Index())
        {
            var part = place == 0 || command.Key is null ? command : command with { Key = $"{command.Key}/{id:N}" };
            var grain = grains.GetGrain<IScheduledJobGrain>(GrainKey.Of(caller.AccountId, id));
            var outcome = await GrainRetry.Once(() => grain.Again(query.From, query.To, part));
            if (outcome.Refusal is { } refusal)
                return ScheduleEndpoints.From(refusal);
            if (place == 0 && outcome.IsReplayed)
                http.SetReplayed();
        }

        return null;
    }

    private static async Task<List<Guid>> JobsAsync(
        Guid accountId, Guid? shopId, IJobReader jobs, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        for (JobCursor? after = null; ;)
        {
            var page = (await jobs.ListAsync(accountId, shopId, after, PageMax, cancellationToken)).Value;
            found.AddRange(page.Select(job => job.Job).Where(job => job.Job == JobNames.DailySales)
                .Select(job => job.Id));
            if (page.Count < PageMax)
                return found;
            after = new(page[^1].Job.Job, page[^1].Job.Id);
        }
    }

    private static DateOnly? Day(string pointer, string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && SalesDays.IsOfThisTime(day))
        {
            return day;
        }

        errors.Add(pointer, "must be a day, 2026-03-08");
        return null;
    }
}

/// <summary>Examples for the document.</summary>
internal static class SalesExamples
{
    private static readonly Guid Shop = new("0198b2c4-0000-7000-8000-000000000002");
    private static readonly DateTimeOffset At = new(2026, 3, 8, 5, 0, 0, TimeSpan.Zero);

    public static GenerateDailyRequest Generate { get; } = new(new(2026, 3, 8), ShopId: Shop);

    public static DailySalesAnswer Days { get; } = SalesShapes.Answer(
        new(Guid.Empty, Shop, new(2026, 3, 8), new(2026, 3, 8), At.AddDays(2)),
        new(
            [
                new(
                    Shop, "America/New_York",
                    new(new(2026, 3, 8), At, At.AddHours(23), At.AddHours(25)), Closed: true,
                    At.AddHours(25).AddSeconds(1),
                    [
                        new("USD", "repairs", 12, 9, 1, 118_000, 97_500, 80_000, 2_500),
                        new("USD", "goods", 4, 3, 0, 9_999, 7_999, 7_999, 0),
                    ]),
            ],
            CompleteThrough: 4_711));
}
