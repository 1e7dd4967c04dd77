-- Whoever withholds their number may say one on the call, or leave one to be called back at. It is found by it when the
-- person is erased. Filled from the state for what is there.
alter table calls add column spoken_phone text;
alter table call_tasks add column phone text;

alter table calls no force row level security;
update calls
   set spoken_phone = state #>> '{talk,draft,customer_phone}'
 where state #>> '{talk,draft,customer_phone}' is not null;
alter table calls force row level security;

alter table call_tasks no force row level security;
update call_tasks set phone = state ->> 'phone' where state ->> 'phone' is not null;
alter table call_tasks force row level security;
