-- A vendor's work on the orders that are his, its pictures, the customer's view of it, and the invoice at its end.

-- The vendor that the running transaction reads for, or null. A vendor belongs to no account: what the functions below
-- show him is bounded by this instead, and it is set for one transaction as platform.account is.
create function platform_vendor() returns uuid
    language sql stable parallel safe
as $$ select nullif(current_setting('platform.vendor', true), '')::uuid $$;

-- A vendor's jobs: what is open first, then what ended, each last changed first.
create index orders_of_vendor on orders (vendor_id, (stage in ('done', 'cancelled')), updated_at, order_id)
    where vendor_id is not null;
-- A vendor's figures in one account, without looking at the orders themselves.
create index orders_vendor_figures on orders (account_id, vendor_id, stage, updated_at) include (currency, amount_minor)
    where vendor_id is not null;
create index account_vendors_of_vendor on account_vendors (vendor_id);

-- Pictures of an order, before and after the work. The album's grain is the only writer; the pictures themselves are
-- files named by their SHA-256.
create table order_albums
(
    key        text primary key,
    account_id uuid   not null,
    version    bigint not null,
    state      jsonb  not null,
    order_id   uuid   not null,

    constraint order_albums_key_is_orders check (key = replace(account_id::text || '/' || order_id::text, '-', ''))
);
select protect_account_table('order_albums');

create table order_images
(
    account_id   uuid        not null,
    order_id     uuid        not null,
    image_no     integer     not null,
    kind         text        not null,
    content_type text        not null,
    sha256       text        not null,
    bytes        integer     not null,
    at           timestamptz not null,
    actor        text        not null,

    constraint order_images_pkey primary key (order_id, image_no),
    constraint order_images_at_most_20 check (image_no between 1 and 20),
    constraint order_images_kind_known check (kind in ('before', 'after')),
    constraint order_images_type_known check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
    constraint order_images_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint order_images_bytes_positive check (bytes > 0)
);
-- Which files are still named by somebody.
create index order_images_by_sha256 on order_images (sha256);
select protect_account_table('order_images');

-- The jobs of the transaction's vendor over all accounts that have not blocked him, with what he needs to do them.
-- Runs as its owner; the vendor comes from the transaction and from nowhere else.
create function jobs_of_vendor(
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
              from order_lines l where l.order_id = o.order_id),
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
revoke execute on function jobs_of_vendor from public;
grant execute on function jobs_of_vendor to platform_query;

-- The account of an order that the transaction's vendor may ask about, also when it is his no more: a repeated command
-- has to find its receipt. Null for the orders of accounts that do not know him.
create function order_account_for_vendor(asked uuid) returns uuid
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id
      from account_vendors r
      join orders o on o.key = replace(r.account_id::text || '/' || asked::text, '-', '')
     where r.vendor_id = (select platform_vendor()) and r.status <> 'blocked';
$$;
revoke execute on function order_account_for_vendor from public;
grant execute on function order_account_for_vendor to platform_query;

-- What anybody who knows a number may learn: how far the order is. No account is set, so this names the only columns
-- that come out. Drafts are no orders yet.
create function order_stub(asked text)
    returns table (
        kind text, status text, accepted_at timestamptz, on_way_at timestamptz, processing_at timestamptz,
        eta timestamptz)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.kind, o.status, (o.state ->> 'accepted_at')::timestamptz, (o.state ->> 'on_way_at')::timestamptz,
           (o.state ->> 'processing_at')::timestamptz,
           (d.details::jsonb -> 'requested_time' ->> 'from')::timestamptz
      from orders o join order_details d on d.order_id = o.order_id
     where o.order_number = asked and o.status <> 'draft';
$$;
revoke execute on function order_stub from public;
grant execute on function order_stub to platform_query;

-- What a proof is compared with. Only the look-up that compares asks this, and nothing of it is answered.
create function order_for_proof(asked text) returns table (account_id uuid, order_id uuid, phone text, email text)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id, d.details::jsonb -> 'customer' ->> 'phone',
           d.details::jsonb -> 'customer' ->> 'email'
      from orders o join order_details d on d.order_id = o.order_id
     where o.order_number = asked and o.status <> 'draft';
$$;
revoke execute on function order_for_proof from public;
grant execute on function order_for_proof to platform_query;

-- The book that numbers the invoices of one shop (or of the account, with the zero uuid) in one year, without gaps: the
-- number and the invoice are one commit of the book's grain.
create table invoice_books
(
    key        text primary key,
    account_id uuid    not null,
    version    bigint  not null,
    state      jsonb   not null,
    shop_id    uuid    not null,
    year       integer not null,
    issued     integer not null,

    constraint invoice_books_key_is_shops_year
        check (key = replace(account_id::text || '/' || shop_id::text, '-', '') || '/' || year::text),
    constraint invoice_books_year_form check (year between 2000 and 9999),
    constraint invoice_books_issued_not_negative check (issued >= 0)
);
select protect_account_table('invoice_books');

-- Invoices as issued. Never changed and never erased: the books have to say for years who owed what. Beside the amounts
-- they keep the customer's name and nothing else of the person.
create table invoices
(
    account_id     uuid        not null,
    order_id       uuid        not null,
    invoice_id     uuid        not null,
    invoice_number text        not null,
    shop_id        uuid        not null,
    year           integer     not null,
    sequence       integer     not null,
    order_number   text        not null,
    order_kind     text        not null,
    customer_name  text,
    business_name  text,
    vendor_id      uuid,
    currency       text        not null,
    total_minor    bigint      not null,
    lines          jsonb       not null,
    issued_at      timestamptz not null,

    constraint invoices_pkey primary key (invoice_id),
    constraint invoices_one_an_order unique (order_id),
    constraint invoices_number_unique unique (account_id, invoice_number),
    constraint invoices_sequence_unique unique (account_id, shop_id, year, sequence),
    constraint invoices_sequence_positive check (sequence > 0),
    constraint invoices_kind_known check (order_kind in ('service', 'product')),
    constraint invoices_currency_form check (currency ~ '^[A-Z]{3}$'),
    constraint invoices_total_in_range check (total_minor between 0 and 9999999999999)
);
select protect_account_table('invoices');
revoke update, delete on invoices from platform_writer;
