namespace Orleans
{
    /// <summary>Something that takes part in a life cycle.</summary>
    public interface ILifecycleObserver
    {
        Task OnStart(CancellationToken cancellationToken = default);

        Task OnStop(CancellationToken cancellationToken = default);
    }

    /// <summary>A life cycle that runs through stages: upwards at start, downwards at stop.</summary>
    public interface ILifecycleObservable
    {
        IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
    }

    /// <summary>Registered in services to be asked once to join a life cycle.</summary>
    public interface ILifecycleParticipant<TLifecycleObservable>
        where TLifecycleObservable : ILifecycleObservable
    {
        void Participate(TLifecycleObservable lifecycle);
    }

    /// <summary>Stages of a silo's life.</summary>
    public static class ServiceLifecycleStage
    {
        public const int First = int.MinValue;
        public const int RuntimeInitialize = 2000;
        public const int RuntimeServices = 4000;
        public const int RuntimeStorageServices = 6000;
        public const int RuntimeGrainServices = 8000;
        public const int ApplicationServices = 10000;
        public const int BecomeActive = Active - 1;
        public const int Active = 20000;
        public const int Last = int.MaxValue;
    }

    /// <summary>Joining a life cycle with delegates.</summary>
    public static class LifecycleExtensions
    {
        public static IDisposable Subscribe(
            this ILifecycleObservable observable,
            string observerName,
            int stage,
            Func<CancellationToken, Task> onStart,
            Func<CancellationToken, Task>? onStop)
        {
            ArgumentNullException.ThrowIfNull(observable);
            ArgumentNullException.ThrowIfNull(onStart);
            return observable.Subscribe(observerName, stage, new Observer(onStart, onStop));
        }

        public static IDisposable Subscribe(
            this ILifecycleObservable observable,
            string observerName,
            int stage,
            Func<CancellationToken, Task> onStart) =>
            observable.Subscribe(observerName, stage, onStart, null);

        private sealed class Observer(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop)
            : ILifecycleObserver
        {
            public Task OnStart(CancellationToken cancellationToken = default) => onStart(cancellationToken);

            public Task OnStop(CancellationToken cancellationToken = default) =>
                onStop?.Invoke(cancellationToken) ?? Task.CompletedTask;
        }
    }
}

namespace Orleans.Runtime
{
    /// <summary>The life of one activation.</summary>
    public interface IGrainLifecycle : ILifecycleObservable;

    /// <summary>The life of the silo.</summary>
    public interface ISiloLifecycle : ILifecycleObservable
    {
        int HighestCompletedStage { get; }

        int LowestStoppedStage { get; }
    }

    /// <summary>Stages of an activation's life.</summary>
    public static class GrainLifecycleStage
    {
        public const int First = int.MinValue;
        public const int SetupState = 1000;
        public const int Activate = 2000;
        public const int Last = int.MaxValue;
    }
}
