using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization.Invocation;
using Platform.Silo;

namespace Platform.Operations;

/// <summary>What an API does with a call whose silo is gone.</summary>
public sealed class CallRetryTests
{
    private static readonly CallRetry Retry = new(TimeProvider.System, NullLogger<CallRetry>.Instance);

    [Fact]
    public async Task A_call_whose_silo_is_gone_is_asked_again_until_its_grain_lives_elsewhere()
    {
        var call = new Call(new SiloUnavailableException(), new SiloUnavailableException(), new TimeoutException());

        await Retry.Invoke(call);

        Assert.Equal(4, call.Asked);
    }

    [Fact]
    public async Task One_that_is_only_slow_is_not_asked_for_ever()
    {
        var call = new Call([.. Enumerable.Range(0, 9).Select(_ => new TimeoutException())]);

        await Assert.ThrowsAsync<TimeoutException>(() => Retry.Invoke(call));

        Assert.Equal(3, call.Asked);
    }

    [Fact]
    public async Task What_the_grain_itself_says_is_the_answer()
    {
        var call = new Call(new InvalidOperationException("Not like this."));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Retry.Invoke(call));

        Assert.Equal(1, call.Asked);
    }

    private sealed class Call(params Exception[] failures) : IOutgoingGrainCallContext
    {
        public int Asked { get; private set; }

        public string InterfaceName => "IGrain";

        public string MethodName => "Method";

        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public GrainInterfaceType InterfaceType => default;

        public MethodInfo InterfaceMethod => throw new NotSupportedException();

        public IGrainContext? SourceContext => null;

        public object? Result { get; set; }

        public Response? Response { get; set; }

        public Task Invoke() =>
            Asked++ < failures.Length ? Task.FromException(failures[Asked - 1]) : Task.CompletedTask;
    }
}
