-- The sweep looks for the files of what was let go since its last look, not of all that ever was.
create index snapshots_let_go on snapshots (deleted_at) where deleted_at is not null;

-- What happened on the whole platform on each day of UTC that somebody had reckoned: one row a day, the last reckoning.
-- Counts and sums only. No account's: only the platform's own role sees it.
create table platform_metrics
(
    day         date        not null,
    reckoned_at timestamptz not null,
    figures     jsonb       not null,

    constraint platform_metrics_pkey primary key (day)
);
grant select, insert, update on platform_metrics to platform_writer;

-- A day over all accounts. They are written in the order of time, so this index stays a few pages.
create index sales_quarters_by_time on sales_quarters using brin (at);
