using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Compiles what makes a grain object: its constructor's parameters from services, the activation's context,
/// and its persistent states.</summary>
internal static class GrainFactoryCompiler
{
    public static Func<Activation, object> Compile(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors is [var only] ? only
            : constructors.FirstOrDefault(one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? throw new OrleansConfigurationException(
                $"{type} has {constructors.Length} public constructors; a grain has one, or marks one.");
        var activation = Expression.Parameter(typeof(Activation));
        var arguments = constructor.GetParameters().Select(parameter => Argument(parameter, activation));
        return Expression.Lambda<Func<Activation, object>>(
            Expression.Convert(Expression.New(constructor, arguments), typeof(object)), activation).Compile();
    }

    private static Expression Argument(ParameterInfo parameter, Expression activation)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
            return activation;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return State(parameter, state, activation);

        var services = Expression.Property(activation, nameof(Activation.ActivationServices));
        return Expression.Convert(
            Expression.Call(
                typeof(GrainFactoryCompiler), nameof(Resolve), [], services, Expression.Constant(parameter)),
            parameter.ParameterType);
    }

    private static MethodCallExpression State(
        ParameterInfo parameter, PersistentStateAttribute attribute, Expression activation)
    {
        if (!parameter.ParameterType.IsGenericType
            || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"{parameter.Member.DeclaringType}: [PersistentState] belongs on an IPersistentState<T>.");
        }

        return Expression.Call(
            typeof(PersistentStates), nameof(PersistentStates.Create), parameter.ParameterType.GetGenericArguments(),
            activation, Expression.Constant(attribute));
    }

    private static object? Resolve(IServiceProvider services, ParameterInfo parameter)
    {
        var service = parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? services.GetKeyedService<object>(parameter.ParameterType, keyed.Key)
            : services.GetService(parameter.ParameterType);
        if (service is not null || parameter.HasDefaultValue)
            return service ?? parameter.DefaultValue;

        throw new InvalidOperationException(
            $"Unable to resolve service for type '{parameter.ParameterType}' while attempting to activate "
            + $"'{parameter.Member.DeclaringType}'.");
    }

    private static object? GetKeyedService<T>(this IServiceProvider services, Type type, object? key) =>
        services is IKeyedServiceProvider provider ? provider.GetKeyedService(type, key) : default(T);
}
