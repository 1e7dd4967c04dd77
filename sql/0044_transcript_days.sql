-- How long an account keeps the words of its calls, and which calls have lost them. The nightly clean-up looks for the
-- oldest that still have theirs.
alter table accounts add column transcript_days integer not null default 365;
alter table accounts add constraint accounts_transcript_days_in_range check (transcript_days between 1 and 3650);

alter table calls add column words_erased_at timestamptz;
create index calls_with_words on calls (account_id, started_at, id)
    where words_erased_at is null and erased_at is null and ended_at is not null;
create index call_tasks_with_phone on call_tasks (account_id, call_back_at, id)
    where phone is not null and status <> 'open';
