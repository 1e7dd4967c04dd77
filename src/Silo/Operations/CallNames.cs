using System.Reflection;

namespace Platform.Operations;

/// <summary>What people call the calls of grains.</summary>
internal static class CallNames
{
    /// <summary>The method of a timer's ticks.</summary>
    public const string Timer = "Timer";

    /// <summary>The method of a reminder's ticks.</summary>
    public const string Reminder = "Reminder";

    // What a runtime calls by itself; the interface of timers is its own and has the same name in both runtimes.
    private const string TimerInterface = "IGrainTimerInvoker";

    /// <summary>The grain of an interface's method: of <c>IOrderGrain.Place</c> it is <c>Order</c>.</summary>
    public static string Grain(MethodInfo method)
    {
        var name = method.DeclaringType?.Name ?? "";
        return FigureRules.KindOf(name is ['I', .. var rest] ? rest : name);
    }

    /// <summary>What a method is called that a runtime calls when time has come, whichever grain has set the time; null
    /// for a call that somebody made.</summary>
    public static string? Tick(MethodInfo method) => method.DeclaringType?.Name switch
    {
        TimerInterface => Timer,
        nameof(IRemindable) => Reminder,
        _ => null,
    };
}
