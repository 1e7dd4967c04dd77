using System.Reflection;
using System.Reflection.Emit;

namespace Platform.Embedded;

/// <summary>The assembly that holds the classes made at run time. It may use internal types of those who declare grain
/// interfaces, since grain interfaces and messages need not be public.</summary>
internal sealed class EmittedAssembly
{
    private const string AccessAttribute = "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute";

    private readonly AssemblyBuilder _assembly = AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Platform.Embedded.Proxies"), AssemblyBuilderAccess.Run);

    private readonly ModuleBuilder _module;
    private readonly ConstructorInfo _access;
    private readonly HashSet<string> _open = [];
    private int _count;

    public EmittedAssembly()
    {
        _module = _assembly.DefineDynamicModule("Platform.Embedded.Proxies");
        _access = DefineAccessAttribute();
        Open(typeof(EmittedAssembly));
    }

    public TypeBuilder Define(string name, Type parent) =>
        _module.DefineType($"{name}`{++_count}", TypeAttributes.Sealed | TypeAttributes.NotPublic, parent);

    /// <summary>Lets emitted code use the internal types of the type's assembly, and of its type arguments'.</summary>
    public void Open(Type type)
    {
        foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
            Open(part);
        if (type.HasElementType)
            Open(type.GetElementType()!);
        var name = type.Assembly.GetName().Name!;
        if (_open.Add(name))
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(_access, [name]));
    }

    // The run time knows the attribute by its full name, whoever declares it.
    private ConstructorInfo DefineAccessAttribute()
    {
        var type = _module.DefineType(AccessAttribute, TypeAttributes.Public | TypeAttributes.Class, typeof(Attribute));
        type.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(AttributeUsageAttribute).GetConstructor([typeof(AttributeTargets)])!,
            [AttributeTargets.Assembly],
            [typeof(AttributeUsageAttribute).GetProperty(nameof(AttributeUsageAttribute.AllowMultiple))!],
            [true]));
        var name = type.DefineField("_assemblyName", typeof(string), FieldAttributes.Private);
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, name);
        il.Emit(OpCodes.Ret);

        var property = type.DefineProperty("AssemblyName", PropertyAttributes.None, typeof(string), null);
        var getter = type.DefineMethod(
            "get_AssemblyName", MethodAttributes.Public | MethodAttributes.SpecialName, typeof(string), []);
        var get = getter.GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, name);
        get.Emit(OpCodes.Ret);
        property.SetGetMethod(getter);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
