namespace Orleans.Runtime
{
    /// <summary>Anything a message can be sent to.</summary>
    public interface IAddressable;

    /// <summary>Root of the exceptions that belong to the grain runtime.</summary>
    public class OrleansException : Exception
    {
        public OrleansException()
        {
        }

        public OrleansException(string message)
            : base(message)
        {
        }

        public OrleansException(string message, Exception? innerException)
            : base(message, innerException)
        {
        }
    }
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>Root of all grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>An object outside of grains that grains may call back.</summary>
    public interface IGrainObserver : IAddressable;
}
