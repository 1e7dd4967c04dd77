using System.Reflection;
using System.Reflection.Emit;

namespace Platform.Embedded;

/// <summary>Compiles a copier that copies an object field by field, private and read-only ones too.</summary>
internal static class FieldCopier
{
    private static readonly MethodInfo Find = typeof(CopyContext).GetMethod(nameof(CopyContext.Find))!;
    private static readonly MethodInfo Begin = typeof(CopyContext).GetMethod(nameof(CopyContext.Begin))!;

    public static Delegate Compile(Type type)
    {
        var method = new DynamicMethod(
            $"Copy {type.Name}", type, [type, typeof(CopyContext)], typeof(FieldCopier).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var copy = il.DeclareLocal(type);
        if (type.IsValueType)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Stloc, copy);
        }
        else
        {
            BeginObject(il, type, copy);
        }

        foreach (var field in Immutability.FieldsOf(type))
            CopyField(il, type, copy, field);
        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate(typeof(Func<,,>).MakeGenericType(type, typeof(CopyContext), type));
    }

    private static void BeginObject(ILGenerator il, Type type, LocalBuilder copy)
    {
        var isNew = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, Find);
        il.Emit(OpCodes.Castclass, type);
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Stloc, copy);
        il.Emit(OpCodes.Brfalse, isNew);
        il.Emit(OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ret);
        il.MarkLabel(isNew);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Callvirt, Begin);
        il.Emit(OpCodes.Castclass, type);
        il.Emit(OpCodes.Stloc, copy);
    }

    private static void CopyField(ILGenerator il, Type type, LocalBuilder copy, FieldInfo field)
    {
        il.Emit(type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, copy);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        if (!Immutability.IsImmutable(field.FieldType))
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Call, typeof(Isolated<>).MakeGenericType(field.FieldType).GetMethod("CopyIn")!);
        }

        il.Emit(OpCodes.Stfld, field);
    }
}
