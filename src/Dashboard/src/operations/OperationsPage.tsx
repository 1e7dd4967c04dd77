import { Badge, Group, Progress, SimpleGrid, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ForgottenPasswords } from '../accounts/ForgottenPasswords';
import { useNow } from '../format/clock';
import { ago } from '../format/time';
import { named, plural, words } from '../format/words';
import { isLost } from '../http/away';
import { get } from '../http/client';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { DeadLetters } from './DeadLetters';
import { Decisions } from './Decisions';
import { activationsOf, callsOf, rate, time, type ConsumerFigures, type Operations } from './operations';
import { ProcessCard } from './ProcessCard';

const CallsShown = 15;
const KindsShown = 10;

/** For whoever runs the platform: its processes, its grains, what follows the log, what is late. */
export default function OperationsPage() {
  const now = useNow(5_000);
  const operations = useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => get<Operations>('/api/v1/operations', signal),
    refetchInterval: 5_000,
  });
  const found = operations.data;
  return (
    <Page title="Operations" subtitle={found && <Verdict operations={found} now={now} />}>
      {isLost(operations) && <Failed error={operations.error} retry={() => void operations.refetch()} />}
      {operations.isPending && <LoadingRows rows={6} height={96} />}
      {found && (
        <>
          <SimpleGrid cols={{ base: 1, lg: found.processes.length > 1 ? 2 : 1 }} mb="md">
            {found.processes.map((process) => (
              <ProcessCard key={process.name} process={process} now={now} />
            ))}
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, lg: 2 }} mb="md">
            <Section title="Calls of grains, last minute" padded={false}>
              <Calls operations={found} />
            </Section>
            <Section title="Grains in memory">
              <Activations operations={found} />
            </Section>
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Section title="What follows the log" padded={false}>
              <Consumers consumers={found.consumers} />
            </Section>
            <DeadLetters />
            <Decisions />
            <ForgottenPasswords />
          </SimpleGrid>
        </>
      )}
    </Page>
  );
}

function Verdict({ operations: { processes, consumers, due_work }, now }: { operations: Operations; now: number }) {
  const dead = consumers.reduce((sum, consumer) => sum + consumer.dead, 0);
  return (
    <Group gap={8}>
      <span>{plural(processes.length, 'process', 'processes')}</span>
      <Badge color={dead === 0 ? 'teal' : 'red'}>{plural(dead, 'dead letter')}</Badge>
      <Badge color={due_work.late === 0 ? 'teal' : 'orange'}>
        {due_work.late === 0
          ? 'nothing late'
          : `${due_work.late}${due_work.late === due_work.late_max ? '+' : ''} late, since ${ago(due_work.oldest_due_at, now)}`}
      </Badge>
    </Group>
  );
}

function Calls({ operations }: { operations: Operations }) {
  const calls = callsOf(operations.processes).slice(0, CallsShown);
  const hasMany = operations.processes.filter((process) => process.role !== 'api').length > 1;
  if (calls.length === 0)
    return (
      <Text size="sm" c="dimmed" p="md" pt={0}>
        No grain was called in the last minute.
      </Text>
    );
  return (
    <Table.ScrollContainer minWidth={420} type="native">
      <Table horizontalSpacing="md" verticalSpacing={5} aria-label="Calls of grains">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Grain and method</Table.Th>
            <Table.Th ta="right">a second</Table.Th>
            <Table.Th ta="right">p50</Table.Th>
            <Table.Th ta="right">p99</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="figures">
          {calls.map((call) => (
            <Table.Tr key={`${call.process}/${call.grain}/${call.method}`}>
              <Table.Td>
                {named(call.grain)} <Text span c="dimmed" inherit>{`· ${named(call.method).toLowerCase()}`}</Text>
                {hasMany && <Text span c="dimmed" size="xs">{` ${call.process}`}</Text>}
                {call.failed_per_second > 0 && (
                  <Badge ml={6} color="red" size="xs">
                    {rate(call.failed_per_second)}/s fail
                  </Badge>
                )}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {rate(call.per_second)}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {time(call.p50_ms)}
              </Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {time(call.p99_ms)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Activations({ operations }: { operations: Operations }) {
  const kinds = activationsOf(operations.processes).slice(0, KindsShown);
  const most = kinds[0]?.count ?? 1;
  return (
    <>
      {kinds.map(({ kind, count }) => (
        <Group key={kind} gap="sm" wrap="nowrap" mb={6}>
          <Text size="sm" w={150} truncate>
            {named(kind)}
          </Text>
          <Progress value={(count / most) * 100} flex={1} size="sm" aria-label={`${named(kind)}: ${count}`} />
          <Text size="sm" w={64} ta="right" className="figures">
            {count.toLocaleString('en-US')}
          </Text>
        </Group>
      ))}
    </>
  );
}

function Consumers({ consumers }: { consumers: ConsumerFigures[] }) {
  return (
    <Table.ScrollContainer minWidth={380} type="native">
      <Table horizontalSpacing="md" verticalSpacing={5} aria-label="Consumers of the log">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Consumer</Table.Th>
            <Table.Th ta="right">behind</Table.Th>
            <Table.Th ta="right">waiting</Table.Th>
            <Table.Th ta="right">dead</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="figures">
          {consumers.map((consumer) => (
            <Table.Tr key={consumer.consumer}>
              <Table.Td>{words(consumer.consumer)}</Table.Td>
              <Table.Td ta="right">{consumer.lag_max.toLocaleString('en-US')}</Table.Td>
              <Table.Td ta="right">{consumer.parked.toLocaleString('en-US')}</Table.Td>
              <Table.Td ta="right" c={consumer.dead > 0 ? 'red' : undefined}>
                {consumer.dead.toLocaleString('en-US')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
