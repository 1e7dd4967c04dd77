using Orleans.Serialization.Invocation;

namespace Platform.Embedded;

/// <summary>A call with a result. The result is isolated from the grain before the caller gets it.</summary>
internal abstract class ResultRequest<T> : GrainRequest
{
    private TaskCompletionSource<T>? _answer;
    private ValueTask<T> _pending;

    public Task<T> Answer => _answer?.Task ?? Task.FromResult(default(T)!);

    public override bool IsAnswered => _answer?.Task.IsCompleted ?? false;

    public override void Prepare(TaskCreationOptions options) => _answer = IsOneWay ? null : new(options);

    public abstract ValueTask<T> InvokeTarget(object target);

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
            _pending = ValueTask.FromException<T>(failure);
        }
#pragma warning restore CA2012

        if (_pending.IsCompleted)
            End();
        else
            _pending.GetAwaiter().UnsafeOnCompleted(End);
    }

    public override async ValueTask<Response> InvokeOn(object target) =>
        Response.FromResult(await InvokeTarget(target));

    public override bool Fail(Exception failure) => _answer?.TrySetException(failure) ?? false;

    public override bool Cancel(CancellationToken token) => _answer?.TrySetCanceled(token) ?? false;

    public override void Answered(Response response)
    {
        var failure = response.Exception;
        T? result = default;
        try
        {
            if (failure is null)
                result = Isolated<T>.Copy((T)response.Result!);
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        Deliver(result, failure);
    }

    public override void AnswerCaller(Response response)
    {
        if (response.Exception is { } failure)
            Fail(failure);
        else
            _answer?.TrySetResult((T)response.Result!);
    }

    public override async ValueTask<Response> AwaitAnswer() => Response.FromResult(await Answer);

    private void End()
    {
        Exception? failure = null;
        T? result = default;
        try
        {
            result = Isolated<T>.Copy(_pending.GetAwaiter().GetResult());
        }
        catch (Exception caught)
        {
            failure = caught;
        }

        _pending = default;
        Deliver(result, failure);
    }

    private void Deliver(T? result, Exception? failure)
    {
        Finished(failure);
        if (failure is null)
            _answer?.TrySetResult(result!);
        else
            Fail(failure);
    }
}
