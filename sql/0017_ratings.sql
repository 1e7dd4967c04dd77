-- What customers think of the work: one rating an order, on its row; what they wrote with it stands in order_details,
-- which an erasure empties.
alter table orders
    add column stars integer,
    add constraint orders_stars_in_range check (stars between 1 and 5);

-- How many ratings a vendor got in a shop and their stars in sum, kept from the log by the consumer vendor-ratings: an
-- average costs the same with ten ratings and with a million. Without a shop: the zero uuid.
create table vendor_ratings
(
    account_id uuid   not null,
    vendor_id  uuid   not null,
    shop_id    uuid   not null,
    ratings    bigint not null,
    stars      bigint not null,

    constraint vendor_ratings_pkey primary key (account_id, vendor_id, shop_id),
    constraint vendor_ratings_not_negative check (ratings >= 0),
    constraint vendor_ratings_stars_fit check (stars between ratings and 5 * ratings)
);
select protect_account_table('vendor_ratings');
