-- What each process of the platform does now, told by itself every few seconds, for the page of operations. Of no worth
-- after a crash, hence not logged; rows of processes that are gone are removed by whoever tells next.
create unlogged table processes
(
    name    text        not null,
    at      timestamptz not null,
    figures jsonb       not null,

    constraint processes_pkey primary key (name)
);
select share_platform_table('processes');
