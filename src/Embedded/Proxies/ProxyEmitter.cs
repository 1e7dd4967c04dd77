using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>Makes the class of references of one interface: each method fills its request and sends it.</summary>
internal static class ProxyEmitter
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly ConcurrentDictionary<Type, Func<ProxyShape, GrainId, GrainReference>> Made = new();
    private static readonly EmittedAssembly Assembly = new();
    private static readonly Lock Gate = new();

    public static Func<ProxyShape, GrainId, GrainReference> For(Type interfaceType)
    {
        if (Made.TryGetValue(interfaceType, out var made))
            return made;

        lock (Gate)
            return Made.GetOrAdd(interfaceType, Emit);
    }

    /// <summary>Every method a reference of the interface has to answer to.</summary>
    public static IEnumerable<(Type Interface, MethodInfo Method)> MethodsOf(Type interfaceType) =>
        interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(part => part.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(method => method.IsVirtual && !method.IsPrivate)
                .Select(method => (part, method)));

    private static Func<ProxyShape, GrainId, GrainReference> Emit(Type interfaceType)
    {
        Assembly.Open(interfaceType);
        var type = Assembly.Define($"Reference.{interfaceType.Name}", typeof(GrainReference));
        type.AddInterfaceImplementation(interfaceType);
        var parent = typeof(GrainReference).GetConstructor(Any, [typeof(ProxyShape), typeof(GrainId)])!;
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(ProxyShape), typeof(GrainId)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, parent);
        il.Emit(OpCodes.Ret);

        foreach (var (part, method) in MethodsOf(interfaceType))
        {
            Assembly.Open(part);
            EmitMethod(type, method, RequestEmitter.Emit(Assembly, part, method));
        }

        return Constructor(type.CreateType());
    }

    private static void EmitMethod(TypeBuilder type, MethodInfo method, Type request)
    {
        var parameters = method.GetParameters();
        var own = type.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig
                | MethodAttributes.NewSlot,
            method.ReturnType,
            [.. parameters.Select(parameter => parameter.ParameterType)]);
        var il = own.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        if (method.IsDefined(typeof(OneWayAttribute)))
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4_1);
            il.Emit(OpCodes.Call, typeof(GrainRequest).GetProperty(nameof(GrainRequest.IsOneWay))!.SetMethod!);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            if (NeedsCopy(parameters[i]))
                il.Emit(OpCodes.Call, CopyOf(parameters[i].ParameterType));
            il.Emit(OpCodes.Stfld, request.GetField($"Arg{i}")!);
        }

        il.Emit(OpCodes.Call, SendFor(method.ReturnType));
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(own, method);
    }

    private static bool NeedsCopy(ParameterInfo parameter) =>
        !parameter.IsDefined(typeof(ImmutableAttribute)) && !Immutability.IsImmutable(parameter.ParameterType);

    private static MethodInfo CopyOf(Type type) =>
        typeof(Isolated<>).MakeGenericType(type).GetMethod("Copy")!;

    private static MethodInfo SendFor(Type returnType)
    {
        var name = returnType == typeof(void) ? nameof(GrainReference.SendVoid)
            : returnType.Name.StartsWith("ValueTask", StringComparison.Ordinal) ? nameof(GrainReference.SendValueTask)
            : nameof(GrainReference.SendTask);
        var result = RequestEmitter.ResultOf(returnType);
        var send = typeof(GrainReference).GetMethods(Any)
            .Single(method => method.Name == name && method.IsGenericMethodDefinition == result is not null);
        return result is null ? send : send.MakeGenericMethod(result);
    }

    private static Func<ProxyShape, GrainId, GrainReference> Constructor(Type type)
    {
        var create = new DynamicMethod(
            $"New {type.Name}", typeof(GrainReference), [typeof(ProxyShape), typeof(GrainId)],
            typeof(ProxyEmitter).Module, skipVisibility: true);
        var il = create.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, type.GetConstructor([typeof(ProxyShape), typeof(GrainId)])!);
        il.Emit(OpCodes.Ret);
        return create.CreateDelegate<Func<ProxyShape, GrainId, GrainReference>>();
    }
}
