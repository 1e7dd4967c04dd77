-- The places of an account. The shop's grain is the only writer.
create table shops
(
    key                text primary key,
    account_id         uuid   not null,
    version            bigint not null,
    state              jsonb  not null,
    id                 uuid   not null,
    name               text   not null,
    legacy_location_id integer,

    constraint shops_id_is_keys check (key = replace(account_id::text || '/' || id::text, '-', ''))
);
-- Older systems name a shop by a number; two shops with one number would get each other's calls and orders.
create unique index shops_location_id_is_one_shops on shops (account_id, legacy_location_id)
    where legacy_location_id is not null;
create index shops_by_name on shops (account_id, lower(name), id);
select protect_account_table('shops');

-- Which shop a number rings in, over the whole platform: the key is the number in E.164, so it rings in one shop at
-- most. No account owns the row; a number that was given back stays here without an owner.
create table phone_numbers
(
    key              text primary key,
    account_id       uuid,
    version          bigint not null,
    state            jsonb  not null,
    owner_account_id uuid,
    shop_id          uuid,

    constraint phone_numbers_is_e164 check (key ~ '^\+[1-9][0-9]{6,14}$'),
    constraint phone_numbers_is_the_platforms check (account_id is null),
    constraint phone_numbers_shop_has_account check ((owner_account_id is null) = (shop_id is null))
);
select protect_account_table('phone_numbers');

-- Secrets of third parties, encrypted under the platform's key ring. At most two are valid, during a rotation.
create table provider_credentials
(
    key                 text primary key,
    account_id          uuid    not null,
    version             bigint  not null,
    state               jsonb   not null,
    provider            text    not null,
    external_account_id text    not null,
    secrets             integer not null,

    constraint provider_credentials_provider_known check (provider in ('twilio', 'elevenlabs')),
    constraint provider_credentials_at_most_two check (secrets between 0 and 2)
);
create index provider_credentials_by_external on provider_credentials (provider, external_account_id)
    where secrets > 0;
select protect_account_table('provider_credentials');
