-- A roster entry opens its account to a vendor only when he has accepted an invitation of that very account. A vendor is
-- the person behind an e-mail, and an e-mail can be invited, and signed in with, by whoever knows it: what he accepted
-- elsewhere shows nothing of this account.

alter table account_vendors add column accepted_at timestamptz;

-- What was known before: who accepted an invitation of the account, and who works for it by the account's own doing,
-- because an order of it is his.
update account_vendors r
   set accepted_at = known.at, state = r.state || jsonb_build_object('accepted_at', known.at)
  from (select i.account_id, u.vendor_id, min(i.ended_at) as at
          from invitations i
          join users u on u.user_id = i.accepted_by
         where i.role = 'vendor' and u.vendor_id is not null
         group by i.account_id, u.vendor_id) known
 where known.account_id = r.account_id and known.vendor_id = r.vendor_id;
update account_vendors r
   set accepted_at = now(), state = r.state || jsonb_build_object('accepted_at', now())
 where r.accepted_at is null
   and exists (select from orders o where o.account_id = r.account_id and o.vendor_id = r.vendor_id);

-- Whether somebody is there is nobody's business for whom he does not work.
create or replace view account_roster as
select a.vendor_id, a.name, a.state, a.version, v.online, v.last_seen_at
  from account_vendors a
  left join vendors v on v.vendor_id = a.vendor_id and a.accepted_at is not null
 where a.account_id = platform_account();

create or replace function offers_to_vendor(vendor uuid, cap integer) returns table (account_id uuid, order_id uuid)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id
      from order_offers o
      join account_vendors r
        on r.key = replace(o.account_id::text || '/' || o.vendor_id::text, '-', '')
           and r.status = 'approved' and r.accepted_at is not null
     where o.vendor_id = vendor and o.status = 'offered'
     order by o.offered_at desc
     limit cap;
$$;

create or replace function account_offering(vendor uuid, offered_order uuid) returns uuid
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id
      from order_offers o
      join account_vendors r
        on r.key = replace(o.account_id::text || '/' || o.vendor_id::text, '-', '') and r.accepted_at is not null
     where o.order_id = offered_order and o.vendor_id = vendor
     limit 1;
$$;

create or replace function jobs_of_vendor(
    only_order uuid, since timestamptz, after_ended boolean, after_at timestamptz, after_id uuid, cap integer)
    returns table (
        account_id uuid, order_id uuid, order_number text, kind text, status text, priority text,
        service_category text, currency text, amount_minor bigint, amount_kind text, updated_at timestamptz,
        version bigint, ended boolean, details text, account_name text, shop_name text, lines jsonb, images jsonb,
        timezone text)
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
              from order_images i where i.order_id = o.order_id),
           o.state ->> 'timezone'
      from orders o
      join order_details d on d.order_id = o.order_id
      join accounts a on a.account_id = o.account_id
      join account_vendors r
        on r.key = replace(o.account_id::text || '/' || o.vendor_id::text, '-', '')
           and r.status <> 'blocked' and r.accepted_at is not null
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

create or replace function order_account_for_vendor(asked uuid) returns uuid
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id
      from account_vendors r
      join orders o on o.key = replace(r.account_id::text || '/' || asked::text, '-', '')
     where r.vendor_id = (select platform_vendor()) and r.status <> 'blocked' and r.accepted_at is not null;
$$;

create or replace function order_of_vendor_by_number(asked text) returns table (account_id uuid, order_id uuid)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select o.account_id, o.order_id
      from orders o
      join account_vendors r on r.key = replace(o.account_id::text || '/' || platform_vendor()::text, '-', '')
     where o.order_number = asked and r.status <> 'blocked' and r.accepted_at is not null;
$$;

create or replace function accounts_of_vendor() returns table (account_id uuid, external_id text)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select r.account_id, r.external_id
      from account_vendors r
     where r.vendor_id = (select platform_vendor()) and r.status <> 'blocked' and r.accepted_at is not null
     order by r.account_id;
$$;
