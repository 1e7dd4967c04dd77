-- How an agent chose vendors, lines of edited drafts, and the agent that took an order.

alter table orders add column agent_id uuid;
create index orders_by_agent on orders (account_id, agent_id, created_at, order_id) where agent_id is not null;

-- Lines are never changed: an edited draft gets new ones under the next revision, which its head names.
alter table order_lines add column revision integer not null default 0;
alter table order_lines drop constraint order_lines_pkey;
alter table order_lines add constraint order_lines_pkey primary key (order_id, revision, line_no);
alter table order_lines add constraint order_lines_revision_not_negative check (revision >= 0);

-- One row for each order whose vendors an agent chose: whom, best first, and what set the choice off. Who ordered what
-- and where is the order's own.
create table vendor_selections
(
    account_id   uuid        not null,
    selection_id uuid        not null,
    order_id     uuid        not null,
    vendors      text        not null,
    triggers     text        not null,
    created_at   timestamptz not null,

    constraint vendor_selections_pkey primary key (selection_id),
    constraint vendor_selections_one_an_order unique (order_id),
    constraint vendor_selections_size check (octet_length(vendors) + octet_length(triggers) <= 65536)
);
select protect_account_table('vendor_selections');

-- The conversation that it was decided from, as another system kept it. Emptied when the person is erased.
create table conversations
(
    account_id    uuid not null,
    selection_id  uuid not null,
    external_id   text,
    provider      text not null,
    analysis      text,
    processing_ms integer,

    constraint conversations_pkey primary key (selection_id),
    constraint conversations_provider_known check (provider in ('elevenlabs', 'twilio', 'other')),
    constraint conversations_external_id_length check (length(external_id) <= 100),
    constraint conversations_analysis_size check (octet_length(analysis) <= 16384),
    constraint conversations_processing_not_negative check (processing_ms >= 0)
);
select protect_account_table('conversations');

create table conversation_messages
(
    account_id   uuid    not null,
    selection_id uuid    not null,
    message_no   integer not null,
    speaker      text    not null,
    text         text    not null,
    at           timestamptz,

    constraint conversation_messages_pkey primary key (selection_id, message_no),
    constraint conversation_messages_at_most_500 check (message_no between 1 and 500),
    constraint conversation_messages_speaker_length check (length(speaker) <= 100),
    constraint conversation_messages_text_length check (length(text) <= 4000)
);
select protect_account_table('conversation_messages');
