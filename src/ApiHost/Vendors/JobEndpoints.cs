using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts;
using Platform.Commits;
using Platform.Http;
using Platform.Ids;
using Platform.Images;
using Platform.Orders;

namespace Platform.Vendors;

/// <summary>The signed-in vendor's own orders, over all accounts. Another vendor's is 404, like one that never
/// was.</summary>
internal static class JobEndpoints
{
    // The first part of a cursor: what goes on is listed before what has ended.
    private const string Ended = "1";
    private const string GoesOn = "0";

    /// <summary>Ended jobs are listed for so long.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(90);

    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/vendor/orders").WithTags("Vendors").RequireAuthorization(Policies.Vendor);
        jobs.MapGet("", List).WithExample(response: JobExamples.Page);
        jobs.MapPatch("/{orderId:guid}/status", ChangeStatus).ChangesWithVersion()
            .WithExample(JobExamples.Finish, JobExamples.Job);
    }

    private static async Task<Ok<Page<JobAnswer>>> List(
        PageRequest page, Caller caller, IVendorJobReader reader, ImageLinks links, Cursors cursors,
        TimeProvider clock, HttpContext http)
    {
        var vendorId = caller.VendorId!.Value;
        var filters = $"vendor-jobs|{vendorId}";
        var after = After(cursors.Read(page.Cursor, filters));
        var found = await reader.ListAsync(
            vendorId, clock.GetUtcNow() - Recent, after, page.Limit, http.RequestAborted);
        http.SetPosition(found.Position);
        var last = found.Value.Count == page.Limit ? found.Value[^1] : null;
        return TypedResults.Ok(new Page<JobAnswer>(
            [.. found.Value.Select(job => JobShapes.Answer(job, links))],
            last is null
                ? null
                : cursors.WriteTimed(filters, last.UpdatedAt, last.Id, IsEnded(last) ? Ended : GoesOn)));
    }

    private static async Task<Results<Ok<JobAnswer>, ProblemHttpResult>> ChangeStatus(
        Guid orderId, JobStatusRequest request, Caller caller, CommandHeaders headers, IGrainFactory grains,
        IVendorJobReader reader, ImageLinks links, HttpContext http)
    {
        var vendorId = caller.VendorId!.Value;
        if (await reader.FindAccountAsync(vendorId, orderId, http.RequestAborted) is not { } accountId)
            return Problems.NotFound("order");
        var grain = grains.GetGrain<IOrderGrain>(GrainKey.Of(accountId, orderId));
        if (await grain.Find() is not { } order)
            return Problems.NotFound("order");

        // Only the winner hears what is wrong with his price: for anybody else there is no such order.
        var errors = new FieldErrors();
        var price = OrderReading.Minor("/dealing_price", request.DealingPrice, order.Currency, errors.Add);
        if (order.VendorId == vendorId && errors.Found.Count > 0)
            return Problems.Invalid(errors.Found);

        var change = new ChangeOrderStatus(
            request.Status, headers.IfMatch, request.Note, DealingPriceMinor: price, VendorId: vendorId);
        var command = caller.Command($"vendor.change-status/{orderId:N}", headers) with
        {
            AccountId = accountId,
            Actor = new Actor(ActorKind.Vendor, vendorId.ToString()),
        };
        var outcome = await GrainRetry.Once(() => grain.ChangeStatus(change, command));
        if (outcome.IsRefused)
            return Refused(outcome, order);

        OrderEndpoints.Stamp(http, outcome.Order);
        if (outcome.IsReplayed)
            http.SetReplayed();
        var job = await reader.FindAsync(vendorId, orderId, http.RequestAborted);
        return TypedResults.Ok(job is null ? JobShapes.NoLongerHis(outcome.Order) : JobShapes.Answer(job, links));
    }

    // What staff may do with the order is none of his choices.
    private static ProblemHttpResult Refused(OrderOutcome outcome, Order order)
    {
        var his = outcome.Current is { } current ? VendorSteps.From(order.Kind, current) : [];
        return OrderProblems.From(outcome with { Allowed = his }, order.Version);
    }

    private static bool IsEnded(VendorJob job) => OrderStages.IsEnd(OrderStages.Of(job.Status));

    private static VendorJobCursor? After(string[]? key)
    {
        if (key is null)
            return null;
        var (at, id) = Cursors.Timed(key.AsSpan(1));
        return new(key[0] == Ended, at, id);
    }
}
