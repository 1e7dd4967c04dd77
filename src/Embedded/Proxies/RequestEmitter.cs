using System.Reflection;
using System.Reflection.Emit;

namespace Platform.Embedded;

/// <summary>Makes the request class of one interface method: a field an argument, and the call itself.</summary>
internal static class RequestEmitter
{
    private const MethodAttributes Override =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    public static Type Emit(EmittedAssembly assembly, Type interfaceType, MethodInfo method)
    {
        var result = ResultOf(method.ReturnType);
        var parent = result is null ? typeof(VoidRequest) : typeof(ResultRequest<>).MakeGenericType(result);
        var type = assembly.Define($"{interfaceType.Name}.{method.Name}", parent);
        var shape = type.DefineField("Method", typeof(MethodShape), FieldAttributes.Public | FieldAttributes.Static);
        var parameters = method.GetParameters();
        var fields = parameters
            .Select((parameter, i) => type.DefineField($"Arg{i}", parameter.ParameterType, FieldAttributes.Public))
            .ToArray();
        assembly.Open(method.ReturnType);
        foreach (var parameter in parameters)
            assembly.Open(parameter.ParameterType);

        Invoke(type, parent, interfaceType, method, fields);
        Shape(type, shape);
        Count(type, fields.Length);
        Get(type, fields);
        Set(type, fields);
        Token(type, fields);

        var made = type.CreateType();
        made.GetField("Method")!.SetValue(null, new MethodShape(interfaceType, method));
        return made;
    }

    /// <summary>The type of the answer, or null for a method that only ends.</summary>
    public static Type? ResultOf(Type returnType) =>
        returnType.IsGenericType && returnType.GetGenericTypeDefinition() is var open
        && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? returnType.GetGenericArguments()[0]
            : null;

    private static void Invoke(
        TypeBuilder type, Type parent, Type interfaceType, MethodInfo method, FieldBuilder[] fields)
    {
        var declared = parent.GetMethod("InvokeTarget", Any)!;
        var il = type.DefineMethod("InvokeTarget", Override, declared.ReturnType, [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, interfaceType);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
            il.Emit(OpCodes.Call, typeof(ValueTask).GetProperty(nameof(ValueTask.CompletedTask))!.GetMethod!);
        else if (method.ReturnType != declared.ReturnType)
            il.Emit(OpCodes.Newobj, declared.ReturnType.GetConstructor([method.ReturnType])!);
        il.Emit(OpCodes.Ret);
    }

    private static void Shape(TypeBuilder type, FieldBuilder shape)
    {
        var il = type.DefineMethod("get_Shape", Override, typeof(MethodShape), []).GetILGenerator();
        il.Emit(OpCodes.Ldsfld, shape);
        il.Emit(OpCodes.Ret);
    }

    private static void Count(TypeBuilder type, int count)
    {
        var il = type.DefineMethod("GetArgumentCount", Override, typeof(int), []).GetILGenerator();
        il.Emit(OpCodes.Ldc_I4, count);
        il.Emit(OpCodes.Ret);
    }

    private static void Get(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod("GetArgument", Override, typeof(object), [typeof(int)]).GetILGenerator();
        EachIndex(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
            il.Emit(OpCodes.Box, field.FieldType);
        });
    }

    private static void Set(TypeBuilder type, FieldBuilder[] fields)
    {
        var il = type.DefineMethod("SetArgument", Override, typeof(void), [typeof(int), typeof(object)])
            .GetILGenerator();
        EachIndex(il, fields, field =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, field.FieldType);
            il.Emit(OpCodes.Stfld, field);
        });
    }

    private static void EachIndex(ILGenerator il, FieldBuilder[] fields, Action<FieldBuilder> emit)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var next = il.DefineLabel();
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Bne_Un, next);
            emit(fields[i]);
            il.Emit(OpCodes.Ret);
            il.MarkLabel(next);
        }

        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, typeof(GrainRequest).GetMethod("NoSuchArgument", Any)!);
        il.Emit(OpCodes.Throw);
    }

    private static void Token(TypeBuilder type, FieldBuilder[] fields)
    {
        if (fields.FirstOrDefault(field => field.FieldType == typeof(CancellationToken)) is not { } token)
            return;

        var get = type.DefineMethod("GetCancellationToken", Override, typeof(CancellationToken), []).GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, token);
        get.Emit(OpCodes.Ret);

        var set = type.DefineMethod("SetCancellationToken", Override, typeof(void), [typeof(CancellationToken)])
            .GetILGenerator();
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, token);
        set.Emit(OpCodes.Ret);
    }
}
