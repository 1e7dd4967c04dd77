using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>What a grain interface must not have, found at start instead of at the first call.</summary>
internal static class SignatureCheck
{
    public static void Demand(IEnumerable<Type> interfaces)
    {
        var complaints = interfaces.SelectMany(Complaints).Distinct().Order(StringComparer.Ordinal).ToList();
        if (complaints.Count > 0)
        {
            throw new OrleansConfigurationException(
                $"Grain interfaces have members that cannot cross between grains:\n{string.Join('\n', complaints)}");
        }
    }

    public static IEnumerable<string> Complaints(Type interfaceType) =>
        ProxyEmitter.MethodsOf(interfaceType).SelectMany(pair => Complaints(pair.Interface, pair.Method));

    private static IEnumerable<string> Complaints(Type interfaceType, MethodInfo method)
    {
        var name = $"{interfaceType}.{method.Name}";
        if (method.IsSpecialName)
            return [$"{name}: properties and events are no messages"];
        if (method.IsGenericMethodDefinition)
            return [$"{name}: generic methods are not supported"];

        var parameters = method.GetParameters();
        if (parameters.Any(parameter => parameter.ParameterType.IsByRef))
            return [$"{name}: ref, in and out are not supported"];
        if (parameters.Count(parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
            return [$"{name}: more than one CancellationToken"];

        var result = RequestEmitter.ResultOf(method.ReturnType);
        var isPlain = method.ReturnType == typeof(Task) || method.ReturnType == typeof(ValueTask)
            || (method.ReturnType == typeof(void) && typeof(IGrainObserver).IsAssignableFrom(interfaceType));
        if (result is null && !isPlain)
            return [$"{name}: returns {method.ReturnType}; a grain answers with a task"];

        return parameters.Select(parameter => parameter.ParameterType).Append(result ?? typeof(int))
            .Select(type => Copiers.Complaint(type, []))
            .OfType<string>().Select(complaint => $"{name}: {complaint}");
    }
}
