using System.Reflection;
using System.Text.RegularExpressions;
using Orleans.Concurrency;
using static Platform.Architecture.Complaints;

namespace Platform.Architecture;

/// <summary>What Orleans' analyzers say about grains and messages, and a little more, also where Orleans is not: a
/// build without its packages would find out too late.</summary>
public sealed partial class GrainContractTests
{
    [Fact]
    public void Grains_answer_with_tasks()
    {
        var wrong = GrainContracts.Methods
            .Where(pair => GrainContracts.Answer(pair.Method.ReturnType) is null
                && !(pair.Method.ReturnType == typeof(void) && IsObserver(pair.Interface)))
            .Select(Name);

        None(wrong);
    }

    [Fact]
    public void Grain_interfaces_have_methods_only_and_pass_by_value()
    {
        None(GrainContracts.Interfaces.Where(type => type.GetProperties().Length + type.GetEvents().Length > 0));
        None(GrainContracts.Methods
            .Where(pair => pair.Method.IsGenericMethodDefinition
                || pair.Method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            .Select(Name));
        None(GrainContracts.Methods
            .Where(pair => pair.Method.GetParameters()[..^Math.Min(1, pair.Method.GetParameters().Length)]
                .Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
            .Select(Name));
    }

    [Fact]
    public void Grain_interfaces_are_public_and_their_keys_are_text()
    {
        None(GrainContracts.Interfaces.Where(type => !type.IsVisible));
        None(GrainContracts.Interfaces.Where(type =>
            !IsObserver(type) && !typeof(IGrainWithStringKey).IsAssignableFrom(type)));
    }

    [Fact]
    public void Whatever_is_sent_is_plain_or_a_message_of_ours_or_a_collection_that_nobody_changes()
    {
        var sent = GrainContracts.Methods.SelectMany(pair => pair.Method.GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Append(GrainContracts.Answer(pair.Method.ReturnType) ?? typeof(void))
                .Select(type => (Name: Name(pair), Type: type)))
            .Concat(GrainContracts.Messages.SelectMany(message => GrainContracts.Members(message)
                .Select(member => (Name: $"{message}.{member.Name}", Type: member.PropertyType))));

        None(
            from one in sent
            from part in GrainContracts.Parts(one.Type)
            where !GrainContracts.IsSendable(part)
            select $"{one.Name}: {part}");
    }

    [Fact]
    public void Messages_are_sealed_immutable_and_can_be_sent()
    {
        None(GrainContracts.Messages.Where(type => type is { IsSealed: false, IsAbstract: false }));
        None(GrainContracts.Messages.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is null));
        None(GrainContracts.Messages.Where(type => type.GetCustomAttribute<ImmutableAttribute>() is null));
        None(
            from message in GrainContracts.Messages
            from member in GrainContracts.Members(message)
            where member.SetMethod is { } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Any(one => one.Name == "IsExternalInit")
            select $"{message}.{member.Name} can be set");
    }

    [Fact]
    public void Each_member_of_a_message_has_a_number_of_its_own()
    {
        None(
            from message in GrainContracts.Messages
            from member in GrainContracts.Members(message)
            where GrainContracts.IdOf(member) is null
            select $"{message}.{member.Name}");
        None(
            from message in GrainContracts.Messages
            from same in GrainContracts.Members(message).GroupBy(GrainContracts.IdOf)
            where same.Count() > 1
            select $"{message}: {string.Join(", ", same.Select(member => member.Name))}");
    }

    [Fact]
    public void What_travels_has_a_name_that_survives_a_renaming_and_nobody_elses()
    {
        var named = GrainContracts.Interfaces
            .Concat(GrainContracts.Messages.Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type))
            .Distinct().ToList();
        None(named.Where(type => GrainContracts.AliasOf(type) is null));
        None(named.GroupBy(GrainContracts.AliasOf).Where(same => same.Count() > 1).Select(same => same.Key));

        None(GrainContracts.Methods.Where(pair => GrainContracts.AliasOf(pair.Method) is null).Select(Name));
        None(GrainContracts.Methods.GroupBy(pair => (pair.Interface, GrainContracts.AliasOf(pair.Method)))
            .Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void Our_own_exceptions_reach_the_caller() =>
        None(GrainContracts.Exceptions.Where(type =>
            type.IsPublic && type.GetCustomAttribute<GenerateSerializerAttribute>() is null));

    [Fact]
    public void A_message_keeps_no_parameter_of_its_constructor_behind_its_members() =>
        // Such a field is not sent: it arrives empty.
        None(
            from message in GrainContracts.Messages
            from field in message.GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            where Captured().IsMatch(field.Name)
            select $"{message}: {field.Name}");

    [Fact]
    public void Grains_are_hidden_and_named_by_their_type()
    {
        None(GrainContracts.Grains.Where(type => type.IsPublic || !type.IsSealed));
        None(GrainContracts.Grains.Where(type => type.GetCustomAttribute<GrainTypeAttribute>() is null));
        None(GrainContracts.Grains.Where(type =>
            type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
            || GrainContracts.AliasOf(type) is not null));
        None(GrainContracts.Grains
            .GroupBy(GrainContracts.GrainTypeOf)
            .Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public void How_a_call_may_interleave_stands_on_the_interface() =>
        None(
            from grain in GrainContracts.Grains
            from method in grain.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            where method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null
                || method.GetCustomAttribute<ReadOnlyAttribute>() is not null
                || method.GetCustomAttribute<OneWayAttribute>() is not null
            select $"{grain}.{method.Name}");

    private static bool IsObserver(Type type) => typeof(IGrainObserver).IsAssignableFrom(type);

    private static string Name((Type Interface, MethodInfo Method) pair) => $"{pair.Interface}.{pair.Method.Name}";

    // How the compiler names the field that keeps a primary constructor's parameter.
    [GeneratedRegex("^<.+>P$")]
    private static partial Regex Captured();
}
