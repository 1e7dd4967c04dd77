using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Platform.Embedded;

/// <summary>Makes the states that grain constructors ask for.</summary>
internal static class PersistentStates
{
    public static IPersistentState<T> Create<T>(Activation activation, PersistentStateAttribute attribute)
    {
        var services = activation.ActivationServices;
        var storage = attribute.StorageName is { } name
            ? services.GetKeyedService<IGrainStorage>(name)
            : services.GetService<IGrainStorage>();
        if (storage is null)
        {
            throw new BadProviderConfigException(
                $"No storage provider named \"{attribute.StorageName ?? "Default"}\" found loading grain type "
                + $"{activation.Class.Type.FullName}.");
        }

        var state = new PersistentState<T>(attribute.StateName, activation, storage);
        activation.ObservableLifecycle.Subscribe(attribute.StateName, GrainLifecycleStage.SetupState, state);
        return state;
    }

    /// <summary>The first object of a state: constructed where it can be, else with nothing in it.</summary>
    public static T Fresh<T>()
    {
        var type = typeof(T);
        if (type.IsValueType)
            return default!;
        if (type == typeof(string) || type.IsArray)
            return default!;
        return type.GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<T>()
            : (T)RuntimeHelpers.GetUninitializedObject(type);
    }
}
