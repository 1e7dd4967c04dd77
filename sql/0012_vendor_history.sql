-- What a vendor may learn of himself over all accounts.

-- The accounts that have the transaction's vendor on their roster, and what they call him.
create function accounts_of_vendor() returns table (account_id uuid, external_id text)
    language sql stable security definer
    set search_path = public, pg_temp
as $$
    select r.account_id, r.external_id
      from account_vendors r
     where r.vendor_id = (select platform_vendor()) and r.status <> 'blocked'
     order by r.account_id;
$$;
revoke execute on function accounts_of_vendor from public;
grant execute on function accounts_of_vendor to platform_query;
