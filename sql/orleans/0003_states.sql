-- States of grains in Orleans' own storage provider, where Storage=AdoNet asks for it. A state stands here first, with
-- what its commit still has to bring to the platform's tables, and is brought there before anybody is answered: what is
-- listed, due, told and answered is read from those tables, in either choice (docs/decisions/0017).
create table orleans.states
(
    kind       text        not null, -- the name of the state, such as orders
    id_text    text        not null, -- a grain's key as Orleans splits it: a text, or empty and a number of 128 bits
    id_0       bigint      not null,
    id_1       bigint      not null,
    service    text        not null,
    version    integer     not null, -- raised by each write: who knows an older one cannot write
    payload    bytea,
    changed_at timestamptz not null,
    is_settled boolean     not null default false, -- looked at since: nothing of it is left to be brought anywhere

    constraint states_pkey primary key (kind, id_text, id_0, id_1, service),
    constraint states_version_positive check (version > 0)
) with (fillfactor = 80);
grant select, insert, update on orleans.states to platform_writer;

-- What the sweep looks at; short, since it is emptied all the time. Of a column that never changes, so that a row which
-- is written again and again stays where it is.
create index states_left on orleans.states (kind) where not is_settled;

insert into orleans.orleansquery (querykey, querytext)
values
    ('ReadFromStorageKey', $sql$
        select payload as "PayloadBinary", version as "Version"
          from orleans.states
         where kind = @GrainTypeString::text and id_text = coalesce(@GrainIdExtensionString::text, '')
           and id_0 = @GrainIdN0::bigint and id_1 = @GrainIdN1::bigint and service = @ServiceId::text
    $sql$),

    -- No version: the grain has read that there is none. No row is answered when somebody else wrote first.
    ('WriteToStorageKey', $sql$
        with changed as (
            update orleans.states
               set payload = @PayloadBinary::bytea, version = version + 1, changed_at = now(), is_settled = false
             where kind = @GrainTypeString::text and id_text = coalesce(@GrainIdExtensionString::text, '')
               and id_0 = @GrainIdN0::bigint and id_1 = @GrainIdN1::bigint and service = @ServiceId::text
               and version = @GrainStateVersion::integer
            returning version),
        made as (
            insert into orleans.states (kind, id_text, id_0, id_1, service, version, payload, changed_at)
            select @GrainTypeString::text, coalesce(@GrainIdExtensionString::text, ''), @GrainIdN0::bigint,
                   @GrainIdN1::bigint, @ServiceId::text, 1, @PayloadBinary::bytea, now()
             where @GrainStateVersion::integer is null
            on conflict on constraint states_pkey do nothing
            returning version)
        select version as "NewGrainStateVersion" from changed
        union all
        select version from made
    $sql$),

    -- The provider wants it; the platform never clears a state. The row stays: its version is the fence.
    ('ClearStorageKey', $sql$
        update orleans.states
           set payload = null, version = version + 1, changed_at = now(), is_settled = true
         where kind = @GrainTypeString::text and id_text = coalesce(@GrainIdExtensionString::text, '')
           and id_0 = @GrainIdN0::bigint and id_1 = @GrainIdN1::bigint and service = @ServiceId::text
           and version = @GrainStateVersion::integer
        returning version as "NewGrainStateVersion"
    $sql$);
