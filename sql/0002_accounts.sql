-- Who is who: people and their sessions, accounts and their members, API keys, and the platform's own keys.

-- The platform's keys for tokens, links, cursors and secrets at rest. sealed is AES-256-GCM under the master key, which is
-- never in the database; master names it, so that a wrong one is noticed at once. Keys are never changed or removed:
-- the newest signs, all verify.
create table key_ring
(
    key_id     integer     not null,
    master     text        not null,
    sealed     bytea       not null,
    created_at timestamptz not null,

    constraint key_ring_pkey primary key (key_id),
    constraint key_ring_id_positive check (key_id > 0)
);
grant select, insert on key_ring to platform_writer;

-- People of the platform. The user grain is the only writer. Holds password hashes, so lists cannot read it.
create table users
(
    key            text    not null,
    account_id     uuid,
    version        bigint  not null,
    state          jsonb   not null,
    commit_id      uuid,
    user_id        uuid    not null,
    email          text    not null,
    name           text    not null,
    password_hash  text    not null,
    platform_admin boolean not null,
    vendor_id      uuid,

    constraint users_pkey primary key (key),
    constraint users_id_unique unique (user_id),
    constraint users_email_unique unique (email),
    constraint users_email_is_lower check (email = lower(email) and email like '_%@_%'),
    constraint users_belong_to_no_account check (account_id is null),
    constraint users_key_is_id check (key = replace(user_id::text, '-', '')),
    constraint users_version_positive check (version > 0)
) with (fillfactor = 85);
create unique index users_vendor on users (vendor_id) where vendor_id is not null;
grant select, insert, update, delete on users to platform_writer;

-- Signed-in devices. Owned by the user grain; a refresh replaces the row.
create table sessions
(
    session_id   uuid        not null,
    user_id      uuid        not null,
    created_at   timestamptz not null,
    refreshed_at timestamptz not null,
    ends_at      timestamptz not null,
    revoked_at   timestamptz,

    constraint sessions_pkey primary key (session_id),
    constraint sessions_end_after_start check (ends_at > created_at)
);
create index sessions_user on sessions (user_id);
grant select, insert, update, delete on sessions to platform_writer;

-- What may not be trusted from memory any more: a session, a user, an API key or an account. Each API node reads what is
-- new several times a second. at is the database's time when the row was written, whatever the nodes' clocks say.
create table revocations
(
    revocation_id uuid        not null,
    subject       uuid        not null,
    at            timestamptz not null default clock_timestamp(),

    constraint revocations_pkey primary key (revocation_id)
);
create index revocations_at on revocations (at);
grant select, insert, delete on revocations to platform_writer;

-- Accounts: the tenants. The account grain is the only writer.
create table accounts
(
    key        text        not null,
    account_id uuid        not null,
    version    bigint      not null,
    state      jsonb       not null,
    name       text        not null,
    created_at timestamptz not null,

    constraint accounts_pkey primary key (key),
    constraint accounts_id_unique unique (account_id)
);
select protect_account_table('accounts');

-- Who is what on which account. Owned by the account grain. Who was removed keeps the row, with the time.
create table memberships
(
    account_id uuid        not null,
    user_id    uuid        not null,
    role       text        not null,
    shop_id    uuid,
    version    bigint      not null,
    since      timestamptz not null,
    removed_at timestamptz,

    constraint memberships_pkey primary key (account_id, user_id),
    constraint memberships_role_known check (role in ('owner', 'manager', 'staff')),
    constraint memberships_owner_is_of_whole_account check (role <> 'owner' or shop_id is null),
    constraint memberships_version_positive check (version > 0)
);
create index memberships_user on memberships (user_id) where removed_at is null;
select protect_account_table('memberships');

-- Invitations that were sent. Owned by the account grain. The token is signed and not stored.
create table invitations
(
    account_id    uuid        not null,
    invitation_id uuid        not null,
    email         text        not null,
    role          text        not null,
    shop_id       uuid,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    accepted_by   uuid,
    ended_at      timestamptz,

    constraint invitations_pkey primary key (invitation_id),
    constraint invitations_role_known check (role in ('owner', 'manager', 'staff', 'vendor')),
    constraint invitations_accepted_is_ended check (accepted_by is null or ended_at is not null)
);
create index invitations_open on invitations (account_id, created_at) where ended_at is null;
select protect_account_table('invitations');

-- API keys. The key grain is the only writer. Of a secret only its keyed hash is kept, in state.
create table api_keys
(
    key        text        not null,
    account_id uuid        not null,
    version    bigint      not null,
    state      jsonb       not null,
    api_key_id uuid        not null,
    prefix     text        not null,
    name       text        not null,
    shop_id    uuid,
    expires_at timestamptz,
    created_at timestamptz not null,
    revoked_at timestamptz,

    constraint api_keys_pkey primary key (key),
    constraint api_keys_prefix_unique unique (prefix)
);
create index api_keys_account on api_keys (account_id, created_at);
select protect_account_table('api_keys');

-- When a key was last used, to the minute. Beside the key's row, because using a key does not change it.
create table api_key_uses
(
    account_id   uuid        not null,
    api_key_id   uuid        not null,
    last_used_at timestamptz not null,

    constraint api_key_uses_pkey primary key (api_key_id)
);
select protect_account_table('api_key_uses');

-- Failed sign-ins by e-mail, and by e-mail and address: hashes, counted alike for people who exist and who do not.
create table sign_in_failures
(
    subject  text        not null,
    failures integer     not null,
    since    timestamptz not null,

    constraint sign_in_failures_pkey primary key (subject),
    constraint sign_in_failures_positive check (failures > 0)
);
grant select, insert, update, delete on sign_in_failures to platform_writer;

-- The members of the account that is set for the transaction, with what a list shows of the people. The view reads with
-- its owner's rights, because users itself is closed to lists.
create view account_members as
select m.account_id, m.user_id, u.email, u.name, m.role, m.shop_id, m.version, m.since
  from memberships m
  join users u on u.user_id = m.user_id
 where m.account_id = platform_account() and m.removed_at is null;
grant select on account_members to platform_query, platform_writer;
