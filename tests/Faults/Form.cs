namespace Platform.Faults;

/// <summary>How much is done: the short form belongs to every test run, the long one to
/// <c>./platform faults</c>.</summary>
internal static class Form
{
    private const string Variable = "PLATFORM_FAULTS";
    private const int LongFactor = 10;

    /// <summary>Whether this is the long form.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable(Variable) == "long";

    /// <summary>Rounds of the short form, or ten times as many.</summary>
    public static int Rounds(int rounds) => IsLong ? rounds * LongFactor : rounds;

    /// <summary>The seed of every random moment in this run; printed, so that a run can be repeated.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("PLATFORM_FAULTS_SEED"), out var seed)
            ? seed
            : Environment.ProcessId;
}
