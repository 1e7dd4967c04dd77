-- Work that recurs: which periods were done, by which runs; and the sales figures that come of it.

-- One row per recurring job of an account, or of one of its shops. The job's grain is the only writer; the pump wakes it
-- at due_at. Everything before through_at is done: the next period begins there, so no time is left out or counted twice.
create table scheduled_jobs
(
    key            text primary key,
    account_id     uuid        not null,
    version        bigint      not null,
    state          jsonb       not null,
    job_id         uuid        not null,
    job            text        not null,
    shop_id        uuid        not null,
    timezone       text        not null,
    through_at     timestamptz not null,
    next_at        timestamptz not null,
    due_at         timestamptz,

    constraint scheduled_jobs_key_is_jobs check (key = replace(account_id::text || '/' || job_id::text, '-', '')),
    constraint scheduled_jobs_one_a_scope unique (account_id, job, shop_id),
    constraint scheduled_jobs_after_its_period check (next_at > through_at)
);
select protect_account_table('scheduled_jobs');

-- The period ledger. Append-only: that a period is done twice, or that another one begins where one began already, is
-- refused here whatever the program believes.
create table job_periods
(
    account_id       uuid        not null,
    job_id           uuid        not null,
    period           date        not null,
    timezone         text        not null,
    from_at          timestamptz not null,
    until_at         timestamptz not null,
    scheduled_at     timestamptz not null,
    finished_at      timestamptz not null,
    complete_through bigint      not null,
    run_no           bigint      not null,

    constraint job_periods_pkey primary key (job_id, period),
    constraint job_periods_follow_each_other unique (job_id, from_at),
    constraint job_periods_last check (until_at > from_at),
    constraint job_periods_are_over check (finished_at >= until_at and scheduled_at >= until_at)
);
select protect_account_table('job_periods');
revoke update, delete on job_periods from platform_writer;

-- What each run did, and who asked for it where it was not the clock. Append-only.
create table job_runs
(
    account_id   uuid        not null,
    job_id       uuid        not null,
    run_no       bigint      not null,
    cause        text        not null,
    actor        text        not null,
    started_at   timestamptz not null,
    finished_at  timestamptz not null,
    first_period date,
    last_period  date,
    periods      integer     not null,
    note         text,
    error        text,

    constraint job_runs_pkey primary key (job_id, run_no),
    constraint job_runs_cause_known check (cause in ('schedule', 'asked', 'again')),
    constraint job_runs_number_positive check (run_no > 0),
    constraint job_runs_end_after_start check (finished_at >= started_at),
    constraint job_runs_periods_are_named check (
        (periods > 0) = (first_period is not null) and (periods > 0) = (last_period is not null))
);
select protect_account_table('job_runs');
revoke update, delete on job_runs from platform_writer;

-- Sales by quarters of an hour in UTC, kept from the log by the consumer sales: every day of every zone begins at one.
-- Each event counts in the quarter in which it happened, so what is over never changes. category is a service's, or
-- 'goods'; without a shop: the zero uuid.
create table sales_quarters
(
    account_id     uuid        not null,
    shop_id        uuid        not null,
    at             timestamptz not null,
    currency       text        not null,
    category       text        not null,
    orders         bigint      not null,
    completed      bigint      not null,
    cancelled      bigint      not null,
    ordered_minor  bigint      not null,
    sales_minor    bigint      not null,
    received_minor bigint      not null,
    refunded_minor bigint      not null,

    constraint sales_quarters_pkey primary key (account_id, shop_id, at, currency, category),
    constraint sales_quarters_is_a_quarter check (extract(epoch from at)::bigint % 900 = 0),
    constraint sales_quarters_not_negative check (orders >= 0 and received_minor >= 0 and refunded_minor >= 0)
);
select protect_account_table('sales_quarters');

-- A shop's closed day: one row for each currency and category in which something happened. That the day is closed says
-- job_periods, also of a day on which nothing did. Reckoned again it is the same.
create table daily_sales_metrics
(
    account_id     uuid   not null,
    shop_id        uuid   not null,
    day            date   not null,
    currency       text   not null,
    category       text   not null,
    orders         bigint not null,
    completed      bigint not null,
    cancelled      bigint not null,
    ordered_minor  bigint not null,
    sales_minor    bigint not null,
    received_minor bigint not null,
    refunded_minor bigint not null,

    constraint daily_sales_metrics_pkey primary key (account_id, shop_id, day, currency, category),
    constraint daily_sales_metrics_currency_form check (currency ~ '^[A-Z]{3}$'),
    constraint daily_sales_metrics_not_negative check (orders >= 0 and received_minor >= 0 and refunded_minor >= 0)
);
select protect_account_table('daily_sales_metrics');
