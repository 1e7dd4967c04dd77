-- Erasing a person takes their names off the invoice, too. Number, lines, sums and dates are never changed: the platform
-- is given the right to empty the names, and to nothing else.
alter table invoices add column erased_at timestamptz;
alter table invoices add constraint invoices_erased_has_no_name
    check (erased_at is null or (customer_name is null and business_name is null));
grant update (customer_name, business_name, erased_at) on invoices to platform_writer;

-- What costs nothing is paid from its placing. Orders that were placed before this was so are made to say so, in the
-- column that lists show and in the state; who has them in memory says it already.
alter table orders no force row level security;
update orders
   set payment_status = 'paid', state = jsonb_set(state, '{payment_status}', '"paid"')
 where amount_minor = 0 and amount_kind <> 'estimated' and payment_status = 'unpaid'
   and stage not in ('draft', 'cancelled');
alter table orders force row level security;
