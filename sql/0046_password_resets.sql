-- Links with which a person who forgot the password sets another one, and the record of who made which. A row is never
-- removed. Of the link only its hash is kept. password_mark is a hash of the password's hash for which it was made: a link
-- is dead as soon as that password is not the person's any more, so none works twice.
create table password_resets
(
    reset_id      uuid        not null,
    user_id       uuid        not null,
    token_hash    text        not null,
    password_mark text        not null,
    made_by       text        not null,
    for_account   uuid,        -- of whose owner made it; null for a platform admin and for the machine's operator
    made_at       timestamptz not null,
    ends_at       timestamptz not null,
    used_at       timestamptz,

    constraint password_resets_pkey primary key (reset_id),
    constraint password_resets_token_unique unique (token_hash),
    constraint password_resets_end_after_start check (ends_at >= made_at),
    constraint password_resets_used_after_start check (used_at >= made_at)
);
create index password_resets_made on password_resets (made_at);
create index password_resets_user on password_resets (user_id);
grant select, insert, update on password_resets to platform_writer;
