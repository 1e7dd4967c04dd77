-- One row per telephone call. The call's grain is the only writer. Everything but version, commit_id and updated_at
-- follows from what the providers reported and what was said, in whatever order it arrived.
create table calls
(
    key              text primary key,
    account_id       uuid        not null,
    version          bigint      not null,
    state            jsonb       not null,
    id               uuid        not null,
    shop_id          uuid        not null,
    provider         text        not null,
    provider_call_id text        not null,
    direction        text        not null,
    status           text        not null,
    outcome          text,
    end_reason       text,
    has_conflict     boolean     not null,
    from_number      text,
    to_number        text,
    started_at       timestamptz not null,
    initiated_at     timestamptz,
    ringing_at       timestamptz,
    answered_at      timestamptz,
    ended_at         timestamptz,
    duration_ms      bigint,
    price_micros     bigint,
    turn_count       integer     not null,
    order_id         uuid,
    order_number     text,
    customer_id      uuid,
    task_id          uuid,
    due_at           timestamptz,
    updated_at       timestamptz not null,

    constraint calls_provider_known check (provider in ('twilio', 'elevenlabs')),
    constraint calls_direction_known check (direction in ('inbound', 'outbound')),
    constraint calls_status_known check (status in ('queued', 'initiated', 'ringing', 'in_progress', 'completed',
        'busy', 'no_answer', 'failed', 'cancelled')),
    constraint calls_end_is_terminal
        check ((ended_at is not null) = (status in ('completed', 'busy', 'no_answer', 'failed', 'cancelled'))),
    constraint calls_outcome_iff_ended check ((outcome is not null) = (ended_at is not null)),
    constraint calls_outcome_known check (outcome in ('none', 'booked', 'order_placed', 'inquiry',
        'callback_requested', 'transferred', 'voicemail_left', 'opted_out', 'wrong_number', 'spam', 'missed',
        'abandoned')),
    constraint calls_duration_not_negative check (duration_ms >= 0),
    constraint calls_turn_count_not_negative check (turn_count >= 0),
    constraint calls_order_has_number check ((order_id is null) = (order_number is null))
);
-- A provider's call is one call of ours, whatever node heard of it first.
create unique index calls_provider_call_is_one_call on calls (account_id, provider, provider_call_id);
create unique index calls_by_id on calls (account_id, id);
create index calls_by_start on calls (account_id, started_at desc, id desc);
-- The live board: calls that still run.
create index calls_open on calls (account_id, started_at desc) where ended_at is null;
select protect_account_table('calls');

-- What was said, turn by turn. Written by the call's grain; a turn that was spoken over is written again, shorter.
create table call_turns
(
    account_id  uuid        not null,
    call_id     uuid        not null,
    turn_no     integer     not null,
    speaker     text        not null,
    text        text        not null,
    at          timestamptz not null,
    interrupted boolean     not null,
    heard       text,

    constraint call_turns_pkey primary key (account_id, call_id, turn_no),
    constraint call_turns_turn_no_positive check (turn_no > 0),
    constraint call_turns_speaker_known check (speaker in ('caller', 'agent')),
    constraint call_turns_heard_iff_interrupted check (heard is null or interrupted)
);
select protect_account_table('call_turns');

-- What providers sent, believed or not, for 30 days. The id follows from what was sent, so a repeat finds its row and
-- is counted there. Without an account: its signature named nobody.
create table webhooks
(
    id          uuid primary key,
    account_id  uuid,
    call_id     uuid,
    provider    text             not null,
    path        text             not null,
    received_at timestamptz      not null,
    verdict     text             not null,
    latency_ms  double precision,
    status      integer,
    repeats     bigint           not null default 0,
    body        text             not null,

    constraint webhooks_verdict_known check (verdict in ('verified', 'signature_missing', 'signature_wrong',
        'credentials_missing', 'too_old', 'malformed', 'unknown_number')),
    constraint webhooks_body_bounded check (length(body) <= 16384)
);
create index webhooks_by_time on webhooks (account_id, received_at desc, id desc);
create index webhooks_by_call on webhooks (account_id, call_id, received_at desc) where call_id is not null;
create index webhooks_by_age on webhooks (received_at);
select protect_account_table('webhooks');

-- Call-backs that a person has to make.
create table call_tasks
(
    key          text primary key,
    account_id   uuid        not null,
    version      bigint      not null,
    state        jsonb       not null,
    id           uuid        not null,
    shop_id      uuid        not null,
    call_id      uuid        not null,
    status       text        not null,
    reason       text        not null,
    call_back_at timestamptz not null,

    constraint call_tasks_status_known check (status in ('open', 'done', 'dismissed')),
    constraint call_tasks_reason_known check (reason in ('asked', 'not_understood', 'question', 'order_trouble',
        'abandoned', 'turned_away'))
);
create unique index call_tasks_one_a_call on call_tasks (account_id, call_id);
create index call_tasks_by_time on call_tasks (account_id, call_back_at, id);
select protect_account_table('call_tasks');

-- What an account should look at; a row a kind, subject and day, counted.
create table alerts
(
    key        text primary key,
    account_id uuid        not null,
    version    bigint      not null,
    state      jsonb       not null,
    id         uuid        not null,
    kind       text        not null,
    last_at    timestamptz not null,

    constraint alerts_kind_known check (kind in ('unknown-number'))
);
create index alerts_by_time on alerts (account_id, last_at desc, id desc);
select protect_account_table('alerts');

-- Who ordered, by telephone number: the one row to erase. Erased ones keep their figures.
create table customers
(
    key           text primary key,
    account_id    uuid        not null,
    version       bigint      not null,
    state         jsonb       not null,
    id            uuid        not null,
    phone         text,
    name          text,
    last_order_at timestamptz not null
);
create unique index customers_phone_is_one_customer on customers (account_id, phone) where phone is not null;
select protect_account_table('customers');
