import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconMapPin, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { money } from '../../format/money';
import { phone } from '../../format/phone';
import { wantedText } from '../../format/wanted';
import { words } from '../../format/words';
import { isLost } from '../../http/away';
import { addressLine } from '../../orders/order';
import { mainAction } from '../../orders/status';
import { StatusBadge } from '../../orders/StatusBadge';
import { StepBar } from '../../orders/StepBar';
import { Failed } from '../../shell/Failed';
import { Loading } from '../../shell/Loading';
import { NotFound } from '../../shell/NotFound';
import { usePageTitle } from '../../shell/Page';
import { Section } from '../../shell/Section';
import { MoveSheet } from './MoveSheet';
import { believedStatus } from './outbox';
import { Photos } from './Photos';
import { sender, useOutbox } from './sender';
import { useJobs } from './useWork';
import classes from './VendorApp.module.css';
import { mapLink, vendorActions, type Job } from './work';

export function JobPage() {
  const { id } = useParams();
  const jobs = useJobs();
  if (jobs.isPending) return <Loading />;
  if (isLost(jobs)) return <Failed error={jobs.error} retry={() => void jobs.refetch()} />;
  const job = jobs.data.find((candidate) => candidate.id === id);
  return job === undefined ? <NotFound what="job" /> : <JobView job={job} />;
}

/** One job: where, for whom, what; the next step is one big button at the thumb. */
function JobView({ job }: { job: Job }) {
  usePageTitle(job.order_number);
  const outbox = useOutbox();
  const [asking, setAsking] = useState<string | null>(null);
  const status = believedStatus(job.status, job.id, outbox);
  const isWaiting = status !== job.status;
  const main = isWaiting ? null : mainAction(job.kind, job.status, job.allowed);
  const others = isWaiting ? [] : job.allowed.filter((to) => to !== main && vendorActions[to] !== undefined);
  const move = (to: string, more: Record<string, unknown> = {}) =>
    void sender.add({
      orderId: job.id,
      what: 'status',
      label: `${vendorActions[to] ?? words(to)} (${job.order_number})`,
      body: { status: to, ...more },
      version: job.version,
    });
  const choose = (to: string) => (to === 'completed' || to === 'cancelled' || to === 'new' ? setAsking(to) : move(to));
  const link = mapLink(job);

  return (
    <Stack gap="md" pb={main !== null || isWaiting ? 90 : 0}>
      <Group justify="space-between" wrap="nowrap">
        <ActionIcon
          component={Link}
          to="/vendor/jobs"
          variant="subtle"
          color="slate"
          size="xl"
          aria-label="Back to jobs"
        >
          <IconArrowLeft size={24} />
        </ActionIcon>
        <Text c="dimmed" className="figures">
          {job.order_number}
        </Text>
        <StatusBadge status={status} stage={job.stage} size="lg" />
      </Group>
      <div>
        <Title order={1} fz={24} lh={1.2} mb={10}>
          {job.service_label ?? words(job.service_category ?? job.kind)}
        </Title>
        <StepBar kind={job.kind} status={status} stage={job.stage} />
      </div>
      <Section>
        <Stack gap="md" pt={8}>
          <Group justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text fw={600}>{job.customer?.name ?? 'The customer'}</Text>
              <Text c="dimmed">{phone(job.customer?.phone)}</Text>
            </div>
            {job.customer?.phone && (
              <ActionIcon
                component="a"
                href={`tel:${job.customer.phone}`}
                size={52}
                radius="xl"
                aria-label="Call the customer"
              >
                <IconPhone size={24} />
              </ActionIcon>
            )}
          </Group>
          <Group justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text fw={600}>{addressLine(job.address) ?? 'No address'}</Text>
              <Text c="dimmed">{wantedText(job.requested_time, job.timezone, Date.now())}</Text>
            </div>
            {link !== null && (
              <ActionIcon component="a" href={link} variant="default" size={52} radius="xl" aria-label="Show the way">
                <IconMapPin size={24} />
              </ActionIcon>
            )}
          </Group>
          {job.description !== null && <Text>{job.description}</Text>}
          {job.customer_notes && <Text c="dimmed">{job.customer_notes}</Text>}
          <Group justify="space-between">
            <Text c="dimmed">{job.amount_kind === 'estimated' ? 'Estimated' : 'Price'}</Text>
            <Text fw={660} fz="xl" className="figures">
              {money(job.amount_minor, job.currency)}
            </Text>
          </Group>
        </Stack>
      </Section>
      <Photos job={job} />
      {others.length > 0 && (
        <Stack gap="xs">
          {others.map((to) => (
            <Button
              key={to}
              size="lg"
              variant="default"
              c={to === 'cancelled' || to === 'new' ? 'red' : undefined}
              onClick={() => choose(to)}
            >
              {vendorActions[to]}
            </Button>
          ))}
        </Stack>
      )}
      {(main !== null || isWaiting) && (
        <div className={classes.next}>
          <Button size="xl" h={60} fullWidth loading={isWaiting} onClick={() => main !== null && choose(main)}>
            {main === null ? words(status) : (vendorActions[main] ?? words(main))}
          </Button>
        </div>
      )}
      {asking !== null && (
        <MoveSheet
          job={job}
          to={asking}
          onClose={() => setAsking(null)}
          onMove={(more) => {
            move(asking, more);
            setAsking(null);
          }}
        />
      )}
    </Stack>
  );
}
