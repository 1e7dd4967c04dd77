-- Reminders of a cluster are the rows that one process alone keeps too (public.reminders, sql/0001_foundation.sql): who
-- goes from one to the other finds what was due.
insert into orleans.orleansquery (querykey, querytext)
values
    ('UpsertReminderRowKey', $sql$
        insert into public.reminders as r (service, grain, name, start_at, period_ms, hash, version)
        values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
        on conflict (service, grain, name) do update
            set start_at = excluded.start_at, period_ms = excluded.period_ms, hash = excluded.hash,
                version = r.version + 1
        returning version as "Version"
    $sql$),

    ('ReadReminderRowsKey', $sql$
        select grain as "GrainId", name as "ReminderName", start_at as "StartTime", period_ms as "Period",
               version as "Version"
          from public.reminders
         where service = @ServiceId and grain = @GrainId
    $sql$),

    ('ReadReminderRowKey', $sql$
        select grain as "GrainId", name as "ReminderName", start_at as "StartTime", period_ms as "Period",
               version as "Version"
          from public.reminders
         where service = @ServiceId and grain = @GrainId and name = @ReminderName
    $sql$),

    -- A part of the ring between two hashes, as signed numbers.
    ('ReadRangeRows1Key', $sql$
        select grain as "GrainId", name as "ReminderName", start_at as "StartTime", period_ms as "Period",
               version as "Version"
          from public.reminders
         where service = @ServiceId and hash > @BeginHash and hash <= @EndHash
    $sql$),

    -- A part that the ring's seam lies in, or all of it.
    ('ReadRangeRows2Key', $sql$
        select grain as "GrainId", name as "ReminderName", start_at as "StartTime", period_ms as "Period",
               version as "Version"
          from public.reminders
         where service = @ServiceId and (hash > @BeginHash or hash <= @EndHash)
    $sql$),

    ('DeleteReminderRowKey', $sql$
        with gone as (
            delete from public.reminders
             where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version
            returning 1)
        select count(*) = 1 as gone from gone
    $sql$),

    ('DeleteReminderRowsKey', $sql$
        delete from public.reminders where service = @ServiceId
    $sql$);
