using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>A call without a result.</summary>
internal abstract class VoidRequest : GrainRequest
{
    private TaskCompletionSource? _answer;
    private ValueTask _pending;

    public Task Answer => _answer?.Task ?? Task.CompletedTask;

    public override bool IsAnswered => _answer?.Task.IsCompleted ?? false;

    public override void Prepare(TaskCreationOptions options) => _answer = IsOneWay ? null : new(options);

    public abstract ValueTask InvokeTarget(object target);

    public override void Run(IRequestTarget receiver, object target)
    {
        Receiver = receiver;
#pragma warning disable CA2012 // It is held until it has ended, and read once.
        try
        {
            _pending = InvokeTarget(target);
        }
        catch (Exception failure)
        {
            _pending = ValueTask.FromException(failure);
        }
#pragma warning restore CA2012

        if (_pending.IsCompleted)
            End();
        else
            _pending.GetAwaiter().UnsafeOnCompleted(End);
    }

    public override async ValueTask<Response> InvokeOn(object target)
    {
        await InvokeTarget(target);
        return Response.Completed;
    }

    public override bool Fail(Exception failure) => _answer?.TrySetException(failure) ?? false;

    public override bool Cancel(CancellationToken token) => _answer?.TrySetCanceled(token) ?? false;

    public override void Answered(Response response)
    {
        Finished(response.Exception);
        AnswerCaller(response);
    }

    public override void AnswerCaller(Response response)
    {
        if (response.Exception is { } failure)
            Fail(failure);
        else
            _answer?.TrySetResult();
    }

    public override async ValueTask<Response> AwaitAnswer()
    {
        await Answer;
        return Response.Completed;
    }

    private void End()
    {
        Exception? failure = null;
        try
        {
            _pending.GetAwaiter().GetResult();
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        _pending = default;
        Finished(failure);
        if (failure is null)
            _answer?.TrySetResult();
        else
            Fail(failure);
    }
}
