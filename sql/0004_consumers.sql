-- Durable consumers of the log: where each lane stands, what waits, what was given up.
-- Only platform_writer comes here. Nothing of this is a tenant's to read, though the events inside carry their account.

-- Where a lane of a consumer stands. Everything up to position was applied, or is parked, or is a dead letter.
-- version is the fence: a commit that was decided on an older one changes nothing.
create table consumer_positions
(
    consumer text     not null,
    lane     smallint not null,
    position bigint   not null,
    version  bigint   not null,

    constraint consumer_positions_pkey primary key (consumer, lane),
    constraint consumer_positions_lane_known check (lane between 0 and 15),
    constraint consumer_positions_position_not_negative check (position >= 0),
    constraint consumer_positions_version_positive check (version > 0)
) with (fillfactor = 50);
grant select, insert, update, delete on consumer_positions to platform_writer;

-- Events that left the line: those that failed and will be tried again, those that wait behind another of their
-- subject, and deliveries to the outside. Only the first of a subject is ever tried. The event is copied, since its
-- month may be dropped while it waits.
create table parked_events
(
    consumer   text        not null,
    lane       smallint    not null,
    position   bigint      not null,
    account_id uuid,
    subject    text        not null,
    kind       text        not null,
    topics     text[],
    at         timestamptz not null,
    actor      text        not null,
    trace_id   text,
    body       jsonb       not null,
    attempts   integer     not null,
    due_at     timestamptz not null,
    error      text,

    constraint parked_events_pkey primary key (consumer, position),
    constraint parked_events_lane_known check (lane between 0 and 15),
    constraint parked_events_attempts_not_negative check (attempts >= 0)
);
create index parked_events_line on parked_events (consumer, lane, subject, position);
select protect_account_table('parked_events');

-- Events that a consumer could not apply. They stay until an admin replays or discards them; meanwhile the later
-- events of the same subject stay parked.
create table dead_letters
(
    consumer   text        not null,
    lane       smallint    not null,
    position   bigint      not null,
    account_id uuid,
    subject    text        not null,
    kind       text        not null,
    topics     text[],
    at         timestamptz not null,
    actor      text        not null,
    trace_id   text,
    body       jsonb       not null,
    attempts   integer     not null,
    error      text        not null,
    died_at    timestamptz not null,

    constraint dead_letters_pkey primary key (consumer, position),
    constraint dead_letters_lane_known check (lane between 0 and 15),
    constraint dead_letters_was_tried check (attempts > 0)
);
-- One dead letter a subject: what comes later waits, so it cannot die.
create unique index dead_letters_subject on dead_letters (consumer, lane, subject);
select protect_account_table('dead_letters');

-- Who decided what about a dead letter. Append-only.
create table dead_letter_verdicts
(
    id         bigint generated always as identity,
    consumer   text        not null,
    position   bigint      not null,
    account_id uuid,
    subject    text        not null,
    kind       text        not null,
    action     text        not null,
    actor      text        not null,
    reason     text        not null,
    at         timestamptz not null,

    constraint dead_letter_verdicts_pkey primary key (id),
    constraint dead_letter_verdicts_action_known check (action in ('replay', 'discard')),
    constraint dead_letter_verdicts_reason_given check (length(trim(reason)) between 1 and 500)
);
create index dead_letter_verdicts_letter on dead_letter_verdicts (consumer, position);
select protect_account_table('dead_letter_verdicts');
revoke update, delete on dead_letter_verdicts from platform_writer;

-- A vendor hears what concerns him in any account; events carry that as a topic. Events without topics cost nothing
-- here.
create index events_topics on events using gin (topics) where topics is not null and topics <> '{}';
