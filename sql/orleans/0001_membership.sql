-- What the ADO.NET providers of Microsoft Orleans look up when the platform runs as a cluster: which silos there are.
-- In a schema of its own, applied only by a program that was built for Orleans; one process alone needs none of it.
create schema orleans;
grant usage on schema orleans to platform_writer;

-- The statements that the providers run, by the names they know them by. Name and columns of this table are the
-- providers' own; whatever the statements say is ours. Parameters begin with @, columns are read by name.
create table orleans.orleansquery
(
    querykey  text constraint orleansquery_pkey primary key,
    querytext text not null
);
grant select on orleans.orleansquery to platform_writer;

-- One row a cluster. Whoever changes its members has to know the version, and raises it: two silos that change them at
-- once wait for each other on this row, and the second finds that it knew too little.
create table orleans.clusters
(
    id      text    not null,
    version integer not null default 0,

    constraint clusters_pkey primary key (id),
    constraint clusters_version_not_negative check (version >= 0)
);
grant select, insert, update, delete on orleans.clusters to platform_writer;

-- A silo's life, from joining to death. A process that starts again is another silo: it has another generation.
create table orleans.members
(
    cluster       text        not null,
    address       text        not null,
    port          integer     not null,
    generation    integer     not null, -- when it started, as Orleans counts it
    silo_name     text        not null,
    host_name     text        not null,
    status        integer     not null,
    proxy_port    integer     not null, -- where clients connect; 0: nowhere
    suspect_times text,                 -- who found it silent, and when
    started_at    timestamptz not null,
    alive_at      timestamptz not null, -- when it last said so

    constraint members_pkey primary key (cluster, address, port, generation),
    constraint members_of_a_cluster foreign key (cluster) references orleans.clusters (id) on delete cascade,
    -- None, created, joining, active, shutting down, stopping, dead.
    constraint members_status_known check (status between 0 and 6)
);
grant select, insert, update, delete on orleans.members to platform_writer;

insert into orleans.orleansquery (querykey, querytext)
values
    ('InsertMembershipVersionKey', $sql$
        with made as (
            insert into orleans.clusters (id) values (@DeploymentId) on conflict (id) do nothing returning 1)
        select count(*) = 1 as created from made
    $sql$),

    ('InsertMembershipKey', $sql$
        with raised as (
            update orleans.clusters
               set version = version + 1
             where id = @DeploymentId and version = @Version
               and not exists (
                   select from orleans.members
                    where cluster = @DeploymentId and address = @Address and port = @Port
                      and generation = @Generation)
            returning 1),
        joined as (
            insert into orleans.members
                (cluster, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
            select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
                   @StartTime, @IAmAliveTime
              from raised
            returning 1)
        select count(*) = 1 as joined from joined
    $sql$),

    ('UpdateMembershipKey', $sql$
        with raised as (
            update orleans.clusters
               set version = version + 1
             where id = @DeploymentId and version = @Version
               and exists (
                   select from orleans.members
                    where cluster = @DeploymentId and address = @Address and port = @Port
                      and generation = @Generation)
            returning 1),
        changed as (
            update orleans.members
               set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
             where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
               and exists (select from raised)
            returning 1)
        select count(*) = 1 as changed from changed
    $sql$),

    ('UpdateIAmAlivetimeKey', $sql$
        update orleans.members
           set alive_at = @IAmAliveTime
         where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    $sql$),

    ('MembershipReadAllKey', $sql$
        select c.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation",
               m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status",
               m.proxy_port as "ProxyPort", m.suspect_times as "SuspectTimes", m.started_at as "StartTime",
               m.alive_at as "IAmAliveTime"
          from orleans.clusters c left join orleans.members m on m.cluster = c.id
         where c.id = @DeploymentId
    $sql$),

    ('MembershipReadRowKey', $sql$
        select c.version as "Version", m.address as "Address", m.port as "Port", m.generation as "Generation",
               m.silo_name as "SiloName", m.host_name as "HostName", m.status as "Status",
               m.proxy_port as "ProxyPort", m.suspect_times as "SuspectTimes", m.started_at as "StartTime",
               m.alive_at as "IAmAliveTime"
          from orleans.clusters c
          left join orleans.members m
            on m.cluster = c.id and m.address = @Address and m.port = @Port and m.generation = @Generation
         where c.id = @DeploymentId
    $sql$),

    ('GatewaysQueryKey', $sql$
        select address as "Address", proxy_port as "ProxyPort", generation as "Generation"
          from orleans.members
         where cluster = @DeploymentId and status = @Status and proxy_port > 0
    $sql$),

    ('DeleteMembershipTableEntriesKey', $sql$
        delete from orleans.clusters where id = @DeploymentId
    $sql$),

    ('CleanupDefunctSiloEntriesKey', $sql$
        delete from orleans.members
         where cluster = @DeploymentId and alive_at < @IAmAliveTime and status <> 3
    $sql$);
