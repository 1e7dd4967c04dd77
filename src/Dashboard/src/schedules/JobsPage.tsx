import { Badge, Group, Stack } from '@mantine/core';
import { IconCalendarRepeat } from '@tabler/icons-react';
import { useStanding } from '../accounts/me';
import { useNow } from '../format/clock';
import { plural } from '../format/words';
import { isLost } from '../http/away';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Page } from '../shell/Page';
import { useShopNames } from '../shops/useShops';
import { JobCard } from './JobCard';
import { placeOf, type Job } from './jobs';
import { SnapshotsCard } from './SnapshotsCard';
import { useJobs } from './useJobs';

/** Recurring work: what was done of it, what is next, and having it run now. */
export default function JobsPage() {
  const jobs = useJobs();
  const names = useShopNames();
  const now = useNow();
  const mayRun = useStanding().manages;
  const items = jobs.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <Page
      title="Jobs"
      wide={false}
      subtitle={
        items.length > 0 ? (
          <Verdict jobs={items} hasMore={jobs.hasNextPage} />
        ) : (
          'Work that recurs, each day of it done once, in order'
        )
      }
    >
      {isLost(jobs) && <Failed error={jobs.error} retry={() => void jobs.refetch()} />}
      {jobs.isPending && <LoadingRows rows={4} height={120} />}
      {jobs.isSuccess && items.length === 0 && (
        <section className="card">
          <Empty
            icon={IconCalendarRepeat}
            title="No job yet"
            text="A shop that is set up gets its daily jobs within a minute."
          />
        </section>
      )}
      <Stack gap="md">
        {jobs.isSuccess && (
          <SnapshotsCard job={items.find(({ job }) => job === 'nightly-snapshot')} mayRun={mayRun} now={now} />
        )}
        {items.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            place={job.shop_id === null ? placeOf(job) : (names.get(job.shop_id) ?? 'A shop')}
            mayRun={mayRun}
            now={now}
          />
        ))}
      </Stack>
      <LoadMore hasMore={jobs.hasNextPage} isLoading={jobs.isFetchingNextPage} load={() => void jobs.fetchNextPage()} />
    </Page>
  );
}

function Verdict({ jobs, hasMore }: { jobs: readonly Job[]; hasMore: boolean }) {
  const behind = jobs.reduce((sum, job) => sum + job.behind, 0);
  const isNew = jobs.every((job) => job.last_period === null);
  const failing = jobs.filter((job) => job.state === 'failing').length;
  return (
    <Group gap={8}>
      <span>
        {plural(jobs.length, 'job')}
        {hasMore && ' and more'}
      </span>
      <Badge color={behind === 0 ? 'teal' : 'blue'}>
        {behind > 0 ? `${plural(behind, 'day')} to close` : isNew ? 'no day is over yet' : 'every day closed'}
      </Badge>
      {failing > 0 && <Badge color="red">{plural(failing, 'job')} failing</Badge>}
    </Group>
  );
}
