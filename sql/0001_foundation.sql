-- What every other table stands on: who may see a row, the log, the receipts, the reminders.
-- Applied as platform_owner. The roles exist before this file (src/Storage/Roles): they belong to the whole server.

-- The account that the running transaction reads for, or null: then no protected row can be seen by platform_query.
-- After a transaction that set it, PostgreSQL leaves an empty text behind instead of null.
create function platform_account() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('platform.account', true), '')::uuid;

-- The lane of an account: one of 16, by which consumers share the log. src/Grains.Abstractions/Live/Lane.cs computes the same.
create function platform_lane(account uuid) returns smallint
    language sql immutable parallel safe
    return case when account is null then 0
                else get_byte(uuid_send(account), 0) # get_byte(uuid_send(account), 7) # get_byte(uuid_send(account), 15) end & 15;

-- Ends the transaction of a flush when not all of its rows could be written. The flush then finds out which ones.
create function platform_expect(written bigint, expected bigint) returns boolean
    language plpgsql immutable parallel safe
as $$
begin
    if written = expected then
        return true;
    end if;
    raise exception 'wrote % of % rows', written, expected using errcode = 'PF001';
end
$$;

-- Closes a table that has an account_id. One line after each `create table`. It
--   turns row level security on, also for the table's owner: platform_query sees the rows of platform_account() and no
--   others, platform_writer and the owner see all;
--   grants platform_writer reading and writing, platform_query reading;
--   for a table with a key: checks that the row's account is the one its key starts with;
--   for a grain's table (version and state): adds commit_id, by which a commit whose answer was lost is recognised, and
--   leaves room in its pages so that updates need not touch the indexes;
--   for a table with due_at: adds the index that due work is found by.
create function protect_account_table(target regclass) returns void
    language plpgsql
as $$
declare
    bare text := (select relname from pg_class where oid = target);
    has_columns text[] := array(
        select attname::text from pg_attribute where attrelid = target and attnum > 0 and not attisdropped);
begin
    if not 'account_id' = any (has_columns) then
        raise exception '% has no account_id', target;
    end if;

    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy %I on %s for all to platform_writer using (true) with check (true)',
        bare || '_writer', target);
    execute format('create policy %I on %s for all to platform_owner using (true) with check (true)',
        bare || '_owner', target);
    execute format('create policy %I on %s for select to platform_query using (account_id = (select platform_account()))',
        bare || '_query', target);
    execute format('grant select, insert, update, delete on %s to platform_writer', target);
    execute format('grant select on %s to platform_query', target);

    if 'key' = any (has_columns) then
        execute format(
            'alter table %s add constraint %I check (case when account_id is null then substr(key, 33, 1) <> ''/'''
            ' when length(key) = 32 or substr(key, 33, 1) = ''/'' then left(key, 32)::uuid = account_id'
            ' else false end)',
            target, bare || '_account_is_keys');
    end if;

    if has_columns @> array['key', 'version', 'state'] then
        execute format('alter table %s add constraint %I check (version > 0)', target, bare || '_version_positive');
        execute format('alter table %s add column if not exists commit_id uuid', target);
        execute format('alter table %s set (fillfactor = 85)', target);
    end if;

    if 'due_at' = any (has_columns) then
        execute format('create index %I on %s (due_at) where due_at is not null', bare || '_due', target);
    end if;
end
$$;

-- Opens a table without accounts: platform_writer may do everything with it, platform_query may read it.
create function share_platform_table(target regclass) returns void
    language plpgsql
as $$
begin
    execute format('grant select, insert, update, delete on %s to platform_writer', target);
    execute format('grant select on %s to platform_query', target);
end
$$;

-- The last position of the log. Each flush moves it as its last statement and keeps the row locked until it has
-- committed, so positions are dense, and whoever sees position n sees everything up to n.
create table log_head
(
    one      boolean primary key default true,
    position bigint not null,

    constraint log_head_is_one_row check (one),
    constraint log_head_position_not_negative check (position >= 0)
) with (fillfactor = 10);
insert into log_head (position) values (0);
select share_platform_table('log_head');

-- What happened. Ids, statuses and amounts only: what names a person stands in rows that can be erased.
-- By month, because a whole month is dropped when nobody may ask for it any more. What no month takes falls into
-- events_other, so that a wrong clock costs order and not a commit.
create table events
(
    position   bigint      not null,
    account_id uuid,
    lane       smallint    not null,
    kind       text        not null,
    subject    text        not null,
    topics     text[],
    at         timestamptz not null,
    actor      text        not null,
    trace_id   text,
    body       jsonb       not null,

    constraint events_pkey primary key (position, at),
    constraint events_position_positive check (position > 0),
    constraint events_lane_known check (lane between 0 and 15)
) partition by range (at);
create table events_other partition of events default;
create index events_account on events (account_id, position);
select protect_account_table('events');
-- Queries go through events; a partition asked directly would not pass the policies of its parent.
select protect_account_table('events_other');

-- Makes the partition of a month, unless it is there, and moves in what had fallen into events_other.
create function make_events_month(month date) returns boolean
    language plpgsql
as $$
declare
    bare text := 'events_' || to_char(month, 'YYYY_MM');
    first_at timestamptz := month::timestamp at time zone 'UTC';
    end_at timestamptz := (month + interval '1 month')::timestamp at time zone 'UTC';
begin
    if to_regclass(bare) is not null then
        return false;
    end if;
    -- A flush that had already chosen events_other for its rows would be refused by it.
    lock table events in share row exclusive mode;
    execute format('create table %I (like events including all)', bare);
    execute format(
        'with moved as (delete from events_other where at >= %L and at < %L returning *) insert into %I select * from moved',
        first_at, end_at, bare);
    execute format('alter table events attach partition %I for values from (%L) to (%L)', bare, first_at, end_at);
    perform protect_account_table(bare::regclass);
    return true;
end
$$;

-- What commands answered, so that a repeated one gets the same answer. id is the hash of account, principal, operation
-- and key. Two tables take turns: one is written, the other read only, and when the written one is 48 hours old the
-- other is emptied and they change places. So a receipt lives 48 to 96 hours, and nothing is ever deleted row by row.
create table receipts
(
    slot         smallint    not null,
    id           uuid        not null,
    account_id   uuid        not null,
    request_hash text        not null,
    status       integer     not null,
    subject_id   uuid        not null,
    version      bigint      not null,
    at           timestamptz not null,

    constraint receipts_pkey primary key (id, slot)
) partition by list (slot);
create table receipts_0 partition of receipts for values in (0);
create table receipts_1 partition of receipts for values in (1);
select protect_account_table('receipts');
select protect_account_table('receipts_0');
select protect_account_table('receipts_1');

create table receipt_rotation
(
    one   boolean primary key default true,
    slot  smallint    not null,
    since timestamptz not null,

    constraint receipt_rotation_is_one_row check (one),
    constraint receipt_rotation_slot_known check (slot in (0, 1))
);
insert into receipt_rotation (slot, since) values (0, now());
select share_platform_table('receipt_rotation');

-- Reminders in the form Orleans gives them, so that either runtime reads what the other wrote.
create table reminders
(
    service   text        not null,
    grain     text        not null,
    name      text        not null,
    start_at  timestamptz not null,
    period_ms bigint      not null,
    hash      integer     not null,
    version   integer     not null,

    constraint reminders_pkey primary key (service, grain, name),
    constraint reminders_period_positive check (period_ms > 0)
);
create index reminders_hash on reminders (service, hash);
select share_platform_table('reminders');
