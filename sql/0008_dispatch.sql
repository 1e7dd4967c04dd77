-- Dispatch: an order is offered to vendors in waves, and the first who accepts has it.

-- Who was offered an order, why, and what became of it. The order's grain is the only writer and decides who wins; the
-- indexes below are the last judge.
create table order_offers
(
    account_id  uuid             not null,
    order_id    uuid             not null,
    vendor_id   uuid             not null,
    wave        integer          not null,
    status      text             not null,
    vendor_name text             not null,
    score       double precision not null,
    score_terms jsonb            not null,
    distance_km double precision,
    offered_at  timestamptz      not null,
    expires_at  timestamptz      not null,
    answered_at timestamptz,

    constraint order_offers_pkey primary key (order_id, vendor_id, wave),
    constraint order_offers_status_known check (
        status in ('offered', 'accepted', 'declined', 'expired', 'withdrawn', 'released')),
    constraint order_offers_wave_positive check (wave > 0),
    constraint order_offers_expires_after_offered check (expires_at > offered_at),
    constraint order_offers_open_is_unanswered check ((status = 'offered') = (answered_at is null))
);
-- Two winners of one order would both drive to the customer.
create unique index order_offers_one_winner on order_offers (order_id) where status = 'accepted';
create unique index order_offers_one_open_a_vendor on order_offers (order_id, vendor_id) where status = 'offered';
create index order_offers_open on order_offers (vendor_id, offered_at) where status = 'offered';
select protect_account_table('order_offers');

-- What a vendor is offered now, in whichever account: he belongs to none, so no account opens these rows to him. Only
-- the names of the orders come out; the orders themselves are asked for the rest.
create function offers_to_vendor(vendor uuid, cap integer) returns table (account_id uuid, order_id uuid)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id
      from order_offers o
     where o.vendor_id = vendor and o.status = 'offered'
     order by o.offered_at desc
     limit cap;
$$;
revoke execute on function offers_to_vendor from public;
grant execute on function offers_to_vendor to platform_query;

-- The account of an order that this vendor was ever offered, so that he can name it by its id alone.
create function account_offering(vendor uuid, offered_order uuid) returns uuid
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id
      from order_offers o
     where o.order_id = offered_order and o.vendor_id = vendor
     limit 1;
$$;
revoke execute on function account_offering from public;
grant execute on function account_offering to platform_query;

-- Who finds a vendor for an order, and when it looks again. The dispatch's grain is the only writer.
create table dispatches
(
    key        text primary key,
    account_id uuid   not null,
    version    bigint not null,
    state      jsonb  not null,
    order_id   uuid   not null,
    due_at     timestamptz,

    constraint dispatches_key_is_orders check (key = replace(account_id::text || '/' || order_id::text, '-', ''))
);
select protect_account_table('dispatches');

-- The square around a vendor's area, in degrees east and north: what is outside of it is out of reach, what is inside is
-- measured. Null where nobody said where. Towards the poles, and across the date line, it is the whole belt.
create function vendor_square(latitude double precision, longitude double precision, radius_km double precision)
    returns box
    language sql immutable parallel safe
as $$
    select case
        when latitude is null or longitude is null or radius_km is null then null
        when latitude = 0 and longitude = 0 then null -- What a form sends that nobody filled in.
        when abs(latitude) + radius_km / 110 >= 85
            or abs(longitude) + radius_km / (110 * cos(radians(abs(latitude) + radius_km / 110))) >= 180
            then box(point(-180, latitude - radius_km / 110), point(180, latitude + radius_km / 110))
        else box(
            point(longitude - radius_km / (110 * cos(radians(abs(latitude) + radius_km / 110))),
                  latitude - radius_km / 110),
            point(longitude + radius_km / (110 * cos(radians(abs(latitude) + radius_km / 110))),
                  latitude + radius_km / 110))
    end
$$;

-- What candidates are found by: where a vendor goes and what he does, repeated from the entry's state. Skills are
-- 'category:repairs' for all of a category, 'label:ac repair' and 'in:repairs' for one thing of it.
alter table account_vendors
    add column area_latitude double precision,
    add column area_longitude double precision,
    add column radius_km double precision,
    add column postal_codes jsonb not null default '[]',
    add column skills jsonb not null default '[]';
update account_vendors
   set area_latitude = (state #>> '{card,area,latitude}')::double precision,
       area_longitude = (state #>> '{card,area,longitude}')::double precision,
       radius_km = (state #>> '{card,area,radius_km}')::double precision,
       postal_codes = (
           select coalesce(jsonb_agg(regexp_replace(upper(replace(code, ' ', '')), '^(\d{5})-\d{4}$', '\1')), '[]')
             from jsonb_array_elements_text(coalesce(state #> '{card,area,postal_codes}', '[]')) code),
       skills = (
           select coalesce(jsonb_agg(skill), '[]')
             from jsonb_array_elements(coalesce(state #> '{card,services}', '[]')) service,
                  unnest(case when service ->> 'label' is null then array['category:' || (service ->> 'category')]
                              else array['label:' || lower(service ->> 'label'), 'in:' || (service ->> 'category')] end)
                  skill);
create index account_vendors_approved on account_vendors (account_id, vendor_id) where status = 'approved';
create index account_vendors_square on account_vendors
    using gist (vendor_square(area_latitude, area_longitude, radius_km)) where status = 'approved';
create index account_vendors_postal_codes on account_vendors using gin (postal_codes) where status = 'approved';

-- Who is on a job now, in whichever account.
create index orders_at_work on orders (vendor_id)
    where vendor_id is not null and status in ('accepted', 'on_way', 'processing');

-- What an account should look at grows by orders that nobody takes and vendors who were blocked while they work.
alter table alerts drop constraint alerts_kind_known;
alter table alerts add constraint alerts_kind_known check (
    kind in ('unknown-number', 'order-without-vendor', 'blocked-vendor-at-work'));
