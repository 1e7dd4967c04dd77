-- What hosted agents recorded. The id follows from the provider's id of the conversation: the recording and what says of
-- which call it is come apart, in either order. The bytes are a file that is named by their SHA-256. A row whose caller
-- was erased stays without one, so that nothing that comes later is kept.
create table call_recordings
(
    id          uuid        not null,
    account_id  uuid        not null,
    call_id     uuid,
    sha256      text,
    received_at timestamptz not null,
    erased_at   timestamptz,

    constraint call_recordings_pkey primary key (account_id, id),
    constraint call_recordings_sha256_form check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint call_recordings_erased_is_empty check (erased_at is null or sha256 is null)
);
create index call_recordings_by_call on call_recordings (account_id, call_id) where call_id is not null;
create index call_recordings_by_sha256 on call_recordings (sha256) where sha256 is not null;
create index call_recordings_by_age on call_recordings (received_at) where sha256 is not null;
select protect_account_table('call_recordings');

-- What is received of a call after its caller was erased is kept without its words, also where no signature says whose
-- it is.
create index calls_erased on calls (id) where erased_at is not null;
