namespace Platform.Architecture;

/// <summary>All that two versions of the platform say to each other between silos, a line each: during a rolling
/// upgrade both are there, and reminders and positions in the database were written by an older one.</summary>
internal static class WireContract
{
    /// <summary>Sorted.</summary>
    public static IEnumerable<string> Lines() =>
        Grains().Concat(Calls()).Concat(Messages()).Concat(Enums()).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Grains() =>
        from grain in GrainContracts.Grains
        from contract in grain.GetInterfaces()
        where GrainContracts.Interfaces.Contains(contract)
        select $"grain {GrainContracts.GrainTypeOf(grain)} answers {Name(contract)}";

    private static IEnumerable<string> Calls() =>
        from pair in GrainContracts.Methods
        let parameters = pair.Method.GetParameters().Select(parameter => Name(parameter.ParameterType))
        let answer = GrainContracts.Answer(pair.Method.ReturnType) ?? typeof(void)
        select $"call {Name(pair.Interface)}.{GrainContracts.AliasOf(pair.Method)}({string.Join(", ", parameters)})"
            + (answer == typeof(void) ? "" : $": {Name(answer)}");

    private static IEnumerable<string> Messages() =>
        from type in GrainContracts.Serialized
        from line in GrainContracts.Members(type)
            .Where(member => GrainContracts.IdOf(member) is not null)
            .Select(member =>
                $"message {Name(type)} [{GrainContracts.IdOf(member):00}] {member.Name}: {Name(member.PropertyType)}")
            .Prepend($"message {Name(type)}{(Base(type) is { } above ? $" is a {Name(above)}" : "")}")
        select line;

    // An enum travels as its number.
    private static IEnumerable<string> Enums() =>
        from type in GrainContracts.SentEnums
        from value in Enum.GetValuesAsUnderlyingType(type).Cast<object>()
        select $"enum {type.FullName} [{value:00}] {Enum.GetName(type, value)}";

    private static Type? Base(Type type) => GrainContracts.Serialized.Contains(type.BaseType!) ? type.BaseType : null;

    // By the name that travels; of a type without one, by its own.
    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Name(value)}?";
        var own = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var name = GrainContracts.AliasOf(own)
            ?? (own.Namespace!.StartsWith("Platform", StringComparison.Ordinal) ? own.FullName! : own.Name);
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(ArgumentName))}>"
            : name;
    }

    private static string ArgumentName(Type type) => type.IsGenericParameter ? type.Name : Name(type);
}
