import { Badge, Table, Text } from '@mantine/core';
import { useNow } from '../format/clock';
import { moment } from '../format/time';
import { isLost } from '../http/away';
import { time } from '../operations/operations';
import { useActors } from '../orders/useActors';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { daysText, type JobRun } from './jobs';
import { useRuns } from './useJobs';

const causes: Readonly<Record<JobRun['cause'], string>> = {
  schedule: 'Its time had come',
  asked: 'Asked by',
  again: 'Counted again for',
};

/** What a job did, the last run first. */
export function RunList({ jobId }: { jobId: string }) {
  const runs = useRuns(jobId);
  const now = useNow(60_000);
  const who = useActors();
  const items = runs.data?.pages.flatMap((page) => page.value.items) ?? [];
  if (isLost(runs)) return <Failed error={runs.error} retry={() => void runs.refetch()} />;
  if (runs.isPending) return <LoadingRows rows={2} />;
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed" p="md">
        It has not run yet.
      </Text>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={560} type="native">
        <Table horizontalSpacing="md" verticalSpacing={6} aria-label="Runs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Run</Table.Th>
              <Table.Th>When</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Days</Table.Th>
              <Table.Th ta="right">Took</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="figures">
            {items.map((run) => (
              <Table.Tr key={run.run_no}>
                <Table.Td>{run.run_no}</Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{moment(run.finished_at, now)}</Table.Td>
                <Table.Td>
                  {causes[run.cause]} {run.cause !== 'schedule' && who(run.actor)}
                </Table.Td>
                <Table.Td>
                  {run.error === null ? daysText(run) : <Badge color="red">failed</Badge>}
                  {(run.error ?? run.note) !== null && (
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {run.error ?? run.note}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right">{time(run.duration_ms)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <LoadMore hasMore={runs.hasNextPage} isLoading={runs.isFetchingNextPage} load={() => void runs.fetchNextPage()} />
    </>
  );
}
