import { Alert, Badge, Button, Collapse, Group, Progress, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight, IconPlayerPlay } from '@tabler/icons-react';
import { ago, ahead, moment, weekday } from '../format/time';
import { plural, words } from '../format/words';
import { Fact } from './Fact';
import { nextText, progressOf, stateOfJob, type Job } from './jobs';
import { RunDialog } from './RunDialog';
import { RunList } from './RunList';

interface JobCardProps {
  job: Job;
  /** Whose it is, in words. */
  place: string;
  mayRun: boolean;
  now: number;
}

/** One job: how it stands, and below, when asked for, its runs. */
export function JobCard({ job, place, mayRun, now }: JobCardProps) {
  const [isOpen, runs] = useDisclosure(false);
  const [isAsking, asking] = useDisclosure(false);
  const state = stateOfJob(job);
  const progress = progressOf(job);
  return (
    <article className="card" style={{ overflow: 'hidden' }} aria-label={`${words(job.job)} of ${place}`}>
      <div style={{ padding: '14px 16px' }}>
        <Group justify="space-between" align="flex-start" gap="sm" mb="sm" wrap="nowrap">
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <Text fw={620}>{words(job.job)}</Text>
              <Badge color={state.color} data-job-state={job.state}>
                {state.text}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {place} · {job.timezone.replaceAll('_', ' ')}
            </Text>
          </div>
          {mayRun && (
            <Button
              size="xs"
              variant="default"
              style={{ flex: 'none' }}
              leftSection={<IconPlayerPlay size={14} />}
              onClick={asking.open}
            >
              Run now
            </Button>
          )}
        </Group>
        {job.trouble !== null && (
          <Alert color={job.failures > 0 ? 'red' : 'orange'} py={8} mb="sm">
            {job.trouble} {job.failures > 0 && `${plural(job.failures, 'failure')} in a row. `}
            It is tried again {ahead(job.due_at, now)}.
          </Alert>
        )}
        {progress !== null && (
          <div style={{ marginBottom: 12 }}>
            <Progress value={progress.percent} size="md" aria-label={progress.text} animated />
            <Text size="xs" c="dimmed" mt={4} className="figures">
              {progress.text}
            </Text>
          </div>
        )}
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" verticalSpacing={6}>
          <Fact label="Closed through">{job.last_period === null ? 'no day yet' : weekday(job.last_period)}</Fact>
          <Fact label="Next">{nextText(job, now)}</Fact>
          <Fact label="So far">
            {plural(job.periods, 'day')} in {plural(job.runs, 'run')}
            {job.last_finished_at !== null && (
              <span title={moment(job.last_finished_at, now)}>, the last {since(job.last_finished_at, now)}</span>
            )}
          </Fact>
        </SimpleGrid>
      </div>
      <UnstyledButton
        onClick={runs.toggle}
        aria-expanded={isOpen}
        w="100%"
        px="md"
        py={8}
        style={{ borderTop: '1px solid var(--line)' }}
      >
        <Group gap={6}>
          <IconChevronRight size={14} style={{ transform: isOpen ? 'rotate(90deg)' : undefined }} />
          <Text size="sm">Runs</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isOpen}>{isOpen && <RunList jobId={job.id} />}</Collapse>
      {isAsking && (
        <RunDialog
          job={job}
          place={place}
          onClose={asking.close}
          onDone={() => {
            asking.close();
            runs.open();
          }}
        />
      )}
    </article>
  );
}

function since(iso: string, now: number): string {
  const text = ago(iso, now);
  return text === 'now' ? 'just now' : /^\d+ (min|h|d)$/.test(text) ? `${text} ago` : `on ${text}`;
}
