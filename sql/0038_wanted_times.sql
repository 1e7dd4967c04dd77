-- A vendor reads when he is wanted as the clocks of the shop show it: his jobs come with the order's zone. Else as before.
-- What a function returns cannot be changed in place.
drop function jobs_of_vendor;
create function jobs_of_vendor(
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
