using System.Globalization;

namespace Platform.Faults;

/// <summary>Lets time pass by moving what is stored into the past: a process that starts then was down.</summary>
internal static class Past
{
    /// <summary>Every job was planned, and last done, so many days earlier; which nights it did before is forgotten,
    /// since they come again. While no process runs.</summary>
    public static Task MoveJobsAsync(Ledger ledger, int days) => ledger.SpoilAsync(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        delete from job_periods;
        update snapshots set cause = 'asked', first_period = null, last_period = null;
        update scheduled_jobs
           set through_at = through_at - interval '{{days}} days', next_at = next_at - interval '{{days}} days',
               due_at = due_at - interval '{{days}} days',
               state = state || jsonb_build_object(
                   'through_at', (state ->> 'through_at')::timestamptz - interval '{{days}} days',
                   'next_at', (state ->> 'next_at')::timestamptz - interval '{{days}} days',
                   'due_at', (state ->> 'due_at')::timestamptz - interval '{{days}} days',
                   'next_day', (state ->> 'next_day')::date - {{days}},
                   'last_day', (state ->> 'last_day')::date - {{days}})
        """));

    /// <summary>Returns when every job that is planned has done all that is due.</summary>
    public static Task CaughtUpAsync(Ledger ledger, TimeSpan limit) => Until.IsSoAsync(
        async () => await ledger.CountAsync("select count(*) from scheduled_jobs where next_at <= now()") == 0,
        "nothing is behind", limit);
}
