namespace Platform.Faults;

/// <summary>How much is done: the short form belongs to every test run, the long one to
/// <c>./platform faults</c>.</summary>
internal static class Form
{
    private const string Variable = "PLATFORM_FAULTS";

    /// <summary>Whether this is the long form.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable(Variable) == "long";

    /// <summary>So many rounds, and a tenth of them in the short form.</summary>
    public static int Rounds(int longForm) => Rounds(Math.Max(1, longForm / 10), longForm);

    /// <summary>The short form's own number where a tenth is not it.</summary>
    public static int Rounds(int shortForm, int longForm) => IsLong ? longForm : shortForm;

    /// <summary>A bar in time. The short form runs beside other work, whose share of the cores it cannot
    /// know.</summary>
    public static TimeSpan Bar(double seconds) =>
        TimeSpan.FromSeconds(IsLong ? seconds : Math.Max(30, seconds * 10));

    /// <summary>The seed of every random moment in this run; printed, so that a run can be repeated.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PLATFORM_FAULTS_SEED"), out var seed)
            ? seed
            : Environment.ProcessId;
}
