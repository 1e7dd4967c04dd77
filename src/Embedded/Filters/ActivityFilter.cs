using System.Diagnostics;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>A span for each call, on the caller's side and on the grain's, joined over the request's context.</summary>
internal sealed class ActivityFilter : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private const string ParentKey = "traceparent";

    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application", "1.2.0");

    public static bool IsListenedTo => Source.HasListeners();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        using var activity = Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        if (activity?.Id is { } id)
            RequestContext.Set(ParentKey, id);
        await Traced(context, activity);
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        ActivityContext.TryParse(RequestContext.Get(ParentKey) as string, null, out var parent);
        using var activity = Source.StartActivity(context.Request.GetActivityName(), ActivityKind.Server, parent);
        await Traced(context, activity);
    }

    private static async Task Traced(IGrainCallContext context, Activity? activity)
    {
        activity?.SetTag("rpc.system", "orleans");
        activity?.SetTag("rpc.service", context.InterfaceName);
        activity?.SetTag("rpc.method", context.MethodName);
        activity?.SetTag("rpc.orleans.target_id", context.TargetId.ToString());
        try
        {
            await context.Invoke();
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            throw;
        }
    }
}
