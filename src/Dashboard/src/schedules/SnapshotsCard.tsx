import { Alert, Badge, Button, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { ahead, moment } from '../format/time';
import { plural } from '../format/words';
import { isLost } from '../http/away';
import { time } from '../operations/operations';
import { Failed } from '../shell/Failed';
import { Fact } from './Fact';
import type { Job } from './jobs';
import { SizePicture } from './SizePicture';
import { alarming, lastGood, nightText, size, stateOfSnapshot, type Snapshot } from './snapshots';
import { useSnapshots, useVerify } from './useSnapshots';

const Shown = 3;

interface SnapshotsCardProps {
  /** The job that takes them, when it is planned. */
  job: Job | undefined;
  mayRun: boolean;
  now: number;
}

/** Copies of the account: how large, whether they can be restored, and trying it now. */
export function SnapshotsCard({ job, mayRun, now }: SnapshotsCardProps) {
  const snapshots = useSnapshots();
  const [isLong, setLong] = useState(false);
  const items = snapshots.data ?? [];
  const good = lastGood(items);
  const listed = isLong ? items : items.slice(0, Shown);
  if (isLost(snapshots)) return <Failed error={snapshots.error} retry={() => void snapshots.refetch()} />;
  if (snapshots.isPending || (items.length === 0 && job === undefined)) return null;
  return (
    <article className="card" aria-label="Snapshots" style={{ overflow: 'hidden' }}>
      <div style={{ padding: '14px 16px' }}>
        <Group justify="space-between" align="flex-end" gap="sm" mb="sm">
          <div style={{ minWidth: 0 }}>
            <Text fw={620}>Snapshots</Text>
            <Text size="sm" c="dimmed">
              The whole account in a file, each night, restored once to see that it can be
            </Text>
          </div>
          {items.length > 0 && <SizePicture snapshots={items} now={now} />}
        </Group>
        {alarming(items).map((failed) => (
          <Alert key={failed.id} color="red" py={8} mb="sm" title={`${nightText(failed, now)}: cannot be restored`}>
            {failed.reason}
          </Alert>
        ))}
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" verticalSpacing={6}>
          <Fact label="Last one that restores">{good === undefined ? 'none yet' : moment(good.taken_at, now)}</Fact>
          <Fact label="Its size">{good === undefined ? '–' : `${size(good.bytes)}, ${plural(good.rows, 'row')}`}</Fact>
          <Fact label="Next">{job === undefined ? '–' : ahead(job.next_at, now)}</Fact>
        </SimpleGrid>
      </div>
      {listed.map((snapshot) => (
        <SnapshotRow key={snapshot.id} snapshot={snapshot} mayRun={mayRun} now={now} />
      ))}
      {items.length > Shown && (
        <Group justify="center" py={6} style={{ borderTop: '1px solid var(--line)' }}>
          <Button size="compact-xs" variant="subtle" onClick={() => setLong(!isLong)}>
            {isLong ? 'Fewer' : `All ${items.length}`}
          </Button>
        </Group>
      )}
    </article>
  );
}

function SnapshotRow({ snapshot, mayRun, now }: { snapshot: Snapshot; mayRun: boolean; now: number }) {
  const verifying = useVerify(snapshot);
  const state = stateOfSnapshot(snapshot.state);
  const isBusy = snapshot.state === 'verifying';
  return (
    <section
      aria-label={`Snapshot of ${moment(snapshot.taken_at, now)}`}
      style={{ borderTop: '1px solid var(--line)', padding: '10px 16px' }}
    >
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Group gap={8}>
            <Text size="sm" fw={520}>
              {nightText(snapshot, now)}
            </Text>
            <Badge color={state.color} data-snapshot-state={snapshot.state}>
              {state.text}
            </Badge>
          </Group>
          <Text size="xs" c="dimmed" className="figures">
            {moment(snapshot.taken_at, now)} · {size(snapshot.bytes)}
            {snapshot.drilled_at !== null && !isBusy && (
              <>
                {' '}
                · tried {moment(snapshot.drilled_at, now)}
                {snapshot.drill_ms !== null && ` in ${time(snapshot.drill_ms)}`}
              </>
            )}
          </Text>
          {snapshot.state === 'failed' && (
            <Text size="xs" c="red" style={{ overflowWrap: 'anywhere' }}>
              {snapshot.reason}
            </Text>
          )}
        </Stack>
        {mayRun && (
          <Button
            size="xs"
            variant="default"
            style={{ flex: 'none' }}
            leftSection={<IconShieldCheck size={14} />}
            loading={verifying.isPending || isBusy}
            onClick={() => verifying.mutate()}
          >
            Verify now
          </Button>
        )}
      </Group>
      {isBusy && (
        <Progress value={Math.max(4, (snapshot.progress ?? 0) * 100)} size="sm" mt={8} animated aria-label="Restored" />
      )}
    </section>
  );
}
