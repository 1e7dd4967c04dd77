namespace Platform.Schedules;

/// <summary>The words that runs of jobs are kept by.</summary>
public static class JobWords
{
    public static string Of(JobCause cause) => cause switch
    {
        JobCause.Schedule => "schedule",
        JobCause.Asked => "asked",
        JobCause.Again => "again",
    };
}
