namespace Orleans.Runtime
{
    /// <summary>Anything a message can be sent to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    using Orleans.Runtime;

    /// <summary>Root of all grain interfaces.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain named by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain named by a number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>An object outside of grains that grains may call back.</summary>
    public interface IGrainObserver : IAddressable;
}
