import { Group, Stack, Text } from '@mantine/core';
import { IconBriefcase, IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useNow } from '../../format/clock';
import { money } from '../../format/money';
import { ago } from '../../format/time';
import { wantedText } from '../../format/wanted';
import { words } from '../../format/words';
import { isLost } from '../../http/away';
import { addressLine } from '../../orders/order';
import { StatusBadge } from '../../orders/StatusBadge';
import { StepBar } from '../../orders/StepBar';
import { Empty } from '../../shell/Empty';
import { Failed } from '../../shell/Failed';
import { LoadingRows } from '../../shell/Loading';
import { believedStatus } from './outbox';
import { useOutbox } from './sender';
import { useJobs } from './useWork';
import classes from './VendorApp.module.css';
import type { Job } from './work';

export function JobList() {
  return (
    <Jobs
      isShown={(job) => !isOver(job)}
      empty={
        <Empty
          icon={IconBriefcase}
          title="No jobs"
          text="What you accept shows up here with the address and the customer’s number."
        />
      }
    />
  );
}

export function DoneList() {
  return <Jobs isShown={isOver} empty={<Empty icon={IconCircleCheck} title="Nothing done yet" />} />;
}

function isOver(job: Job): boolean {
  return job.stage === 'done' || job.stage === 'cancelled';
}

function Jobs({ isShown, empty }: { isShown: (job: Job) => boolean; empty: React.ReactNode }) {
  const jobs = useJobs();
  const now = useNow();
  if (jobs.isPending) return <LoadingRows rows={4} height={110} />;
  if (isLost(jobs)) return <Failed error={jobs.error} retry={() => void jobs.refetch()} />;
  const shown = jobs.data.filter(isShown);
  if (shown.length === 0) return empty;
  return (
    <Stack gap="sm">
      {shown.map((job) => (
        <JobCard key={job.id} job={job} now={now} />
      ))}
    </Stack>
  );
}

function JobCard({ job, now }: { job: Job; now: number }) {
  const outbox = useOutbox();
  const status = believedStatus(job.status, job.id, outbox);
  return (
    <Link to={`/vendor/jobs/${job.id}`} className={`card ${classes.card}`} data-job={job.order_number}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={640} fz="lg" truncate>
          {job.service_label ?? words(job.service_category ?? job.kind)}
        </Text>
        <StatusBadge status={status} stage={job.stage} size="lg" />
      </Group>
      <Text c="dimmed" mt={2} truncate>
        {addressLine(job.address) ?? job.order_number}
      </Text>
      <Group justify="space-between" mt={4} mb={10}>
        <Text c="dimmed" size="sm" truncate>
          {wantedText(job.requested_time, job.timezone, now) ?? job.customer?.name}
        </Text>
        <Text c="dimmed" size="sm" className="figures">
          {money(job.amount_minor, job.currency)} · {ago(job.updated_at, now)}
        </Text>
      </Group>
      <StepBar kind={job.kind} status={status} stage={job.stage} />
    </Link>
  );
}
