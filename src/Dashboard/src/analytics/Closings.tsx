import { Text } from '@mantine/core';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { ahead, clockIn, momentIn, weekday } from '../format/time';
import type { Job } from '../schedules/jobs';
import { useJobs } from '../schedules/useJobs';
import { Section } from '../shell/Section';

const DailySalesJob = 'daily-sales';
const ShopsShown = 8;

interface ClosingsProps {
  nameOf: (shopId: string | null) => string;
  shopId: string | null;
}

/** When each shop's day is closed, in its own time and in the reader's. */
export function Closings({ nameOf, shopId }: ClosingsProps) {
  const now = useNow(30_000);
  const jobs = useJobs(200)
    .data?.pages.flatMap((page) => page.value.items)
    .filter((job) => job.job === DailySalesJob && (shopId === null || job.shop_id === shopId))
    .sort((one, two) => Date.parse(one.next_at) - Date.parse(two.next_at));
  if (jobs === undefined || jobs.length === 0) return null;
  return (
    <Section
      title="When days close"
      aside={
        <Text component={Link} to="/jobs" size="sm" c="dimmed" className="plain">
          Jobs
        </Text>
      }
    >
      {jobs.slice(0, ShopsShown).map((job) => (
        <Closing key={job.id} job={job} shop={nameOf(job.shop_id)} now={now} />
      ))}
      <Text size="xs" c="dimmed">
        A day lasts from midnight to midnight as the shop’s clocks show it: 23 or 25 hours when they change, never an
        hour left out or counted twice. It is closed at 02:00 of the next, or as soon as all that happened on it is
        counted.
      </Text>
    </Section>
  );
}

function Closing({ job, shop, now }: { job: Job; shop: string; now: number }) {
  return (
    <div style={{ marginBottom: 12 }}>
      <Text size="sm" fw={560}>
        {shop}
      </Text>
      <Text size="sm" className="figures">
        {weekday(job.next_period)} closes {momentIn(job.next_at, job.timezone)}{' '}
        <Text span c="dimmed" inherit>
          ({ahead(job.next_at, now)})
        </Text>
      </Text>
      <Text size="xs" c="dimmed" className="figures">
        {job.timezone.replaceAll('_', ' ')}, now {clockIn(new Date(now).toISOString(), job.timezone)}
      </Text>
    </div>
  );
}
