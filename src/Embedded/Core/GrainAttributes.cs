using Orleans.Runtime;

namespace Orleans;

/// <summary>The stable text that names a class of grains in storage and in reminders. Never rename one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType _grainType = GrainType.Create(grainType);

    public GrainType GetGrainType(IServiceProvider services, Type type) => _grainType;
}

/// <summary>Activations of the class are never collected for being idle.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeepAliveAttribute : Attribute;

/// <summary>How long an activation of the class may be idle before it is collected; at least one minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _value;

    public CollectionAgeLimitAttribute()
    {
    }

    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _value = TimeSpan.Parse(inactivityPeriod, System.Globalization.CultureInfo.InvariantCulture);

    public double Days { get; set; }

    public double Hours { get; set; }

    public double Minutes { get; set; }

    public bool AlwaysActive { get; set; }

    public TimeSpan AgeLimit => _value ?? FromParts();

    private TimeSpan FromParts()
    {
        var span = AlwaysActive
            ? TimeSpan.FromDays(short.MaxValue)
            : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
        return span < MinAgeLimit ? MinAgeLimit : span;
    }
}
