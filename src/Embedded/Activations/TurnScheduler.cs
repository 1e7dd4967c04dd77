namespace Platform.Embedded;

/// <summary>What awaits inside a grain come back to: the queue of its activation.</summary>
internal sealed class TurnScheduler(Activation activation) : TaskScheduler
{
    private Task? _pump;

    /// <summary>Runs the activation's queue inside of a task of this scheduler, so that awaits find it.</summary>
    public void Pump()
    {
        var pump = new Task(static state => ((Activation)state!).Drain(), activation);
        _pump = pump;
        pump.Start(this);
        TryExecuteTask(pump);

        // The queue's own errors must never pass unseen.
        if (pump.Exception is { } failure)
            activation.Silo.Log.TurnFailed(failure, activation.GrainId);
    }

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task)
    {
        if (!ReferenceEquals(task, _pump))
            activation.Enqueue(task);
    }

    // Inside of our own turn nobody else runs: the continuation need not queue.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
