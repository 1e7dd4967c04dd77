-- How an agent chose vendors, lines of edited drafts, and the agent that took an order.

alter table orders add column agent_id uuid;
create index orders_by_agent on orders (account_id, agent_id, created_at, order_id) where agent_id is not null;

-- Lines are never changed: an edited draft gets new ones under the next revision, which its head names.
alter table order_lines add column revision integer not null default 0;
alter table order_lines drop constraint order_lines_pkey;
alter table order_lines add constraint order_lines_pkey primary key (order_id, revision, line_no);
alter table order_lines add constraint order_lines_revision_not_negative check (revision >= 0);

-- As before, with the lines of the last revision alone.
create or replace function jobs_of_vendor(
    only_order uuid, since timestamptz, after_ended boolean, after_at timestamptz, after_id uuid, cap integer)
    returns table (
        account_id uuid, order_id uuid, order_number text, kind text, status text, priority text,
        service_category text, currency text, amount_minor bigint, amount_kind text, updated_at timestamptz,
        version bigint, ended boolean, details text, account_name text, shop_name text, lines jsonb, images jsonb)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id, o.order_number, o.kind, o.status, o.priority, o.service_category, o.currency,
           o.amount_minor, o.amount_kind, o.updated_at, o.version, o.stage in ('done', 'cancelled'), d.details,
           a.name, s.name,
           (select jsonb_agg(jsonb_build_object(
                'line_no', l.line_no, 'item_id', l.item_id, 'name', l.name, 'quantity', l.quantity,
                'unit_price_minor', l.unit_price_minor, 'total_minor', l.total_minor) order by l.line_no)
              from order_lines l
             where l.order_id = o.order_id and l.revision = coalesce((o.state ->> 'lines_revision')::integer, 0)),
           (select jsonb_agg(jsonb_build_object(
                'no', i.image_no, 'kind', i.kind, 'content_type', i.content_type, 'sha256', i.sha256, 'at', i.at)
                order by i.image_no desc)
              from order_images i where i.order_id = o.order_id)
      from orders o
      join order_details d on d.order_id = o.order_id
      join accounts a on a.account_id = o.account_id
      join account_vendors r
        on r.key = replace(o.account_id::text || '/' || o.vendor_id::text, '-', '') and r.status <> 'blocked'
      left join shops s on s.key = replace(o.account_id::text || '/' || o.shop_id::text, '-', '')
     where o.vendor_id = (select platform_vendor())
       and (only_order is null or o.order_id = only_order)
       and (o.stage not in ('done', 'cancelled') or o.updated_at >= since)
       and (after_id is null
            or (o.stage in ('done', 'cancelled')) > after_ended
            or ((o.stage in ('done', 'cancelled')) = after_ended and (o.updated_at, o.order_id) < (after_at, after_id)))
     order by (o.stage in ('done', 'cancelled')), o.updated_at desc, o.order_id desc
     limit cap;
$$;

-- The order behind a number, for a vendor of its account.
create function order_of_vendor_by_number(asked text) returns table (account_id uuid, order_id uuid)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id
      from orders o
      join account_vendors r on r.key = replace(o.account_id::text || '/' || platform_vendor()::text, '-', '')
     where o.order_number = asked and r.status <> 'blocked';
$$;
revoke execute on function order_of_vendor_by_number from public;
grant execute on function order_of_vendor_by_number to platform_query;

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
