import { ActionIcon, Anchor, Badge, Checkbox, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconChecklist, IconPhoneOutgoing } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { ago, moment } from '../format/time';
import { words } from '../format/words';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import boardClasses from '../live/Board.module.css';
import type { Page as PageOf } from '../live/merge';
import { read } from '../live/read';
import feed from '../orders/OrderFeed.module.css';
import { Empty } from '../shell/Empty';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';

interface Task {
  id: string;
  kind: string;
  phone: string | null;
  reason: string | null;
  call_id: string | null;
  status: string;
  due_at: string | null;
  version?: number;
}

interface AlertRow {
  id: string;
  kind: string;
  subject: string;
  first_at: string;
  last_at: string;
  count: number;
  subject_id: string | null;
  detail: string | null;
}

const reasons: Readonly<Record<string, string>> = {
  asked: 'Asked to be called back',
  not_understood: 'We didn’t understand them',
  question: 'Has a question',
  order_trouble: 'Their order could not be placed',
  abandoned: 'Hung up before the order was confirmed',
  turned_away: 'Could not be served on the phone',
};

const alertTexts: Readonly<Record<string, string>> = {
  'unknown-number': 'Somebody called a number that no shop has',
  'webhook-not-applied': "A provider's report about a call could not be applied",
  'order-without-vendor': 'Nobody takes an order',
  'blocked-vendor-at-work': 'A vendor was blocked while at work',
  'low-stock': 'An item runs low',
  'snapshot-failed': 'A snapshot cannot be restored',
  'stock-differs': 'An item is not as counted',
};

/** What somebody has to do: people to call back, and things that went wrong. */
export default function TasksPage() {
  return (
    <Page title="Tasks">
      <div className={boardClasses.columns}>
        <Tasks />
        <Alerts />
      </div>
    </Page>
  );
}

function Tasks() {
  const [shown, setShown] = useState('open');
  const now = useNow();
  const tasks = useQuery({
    queryKey: ['tasks'],
    queryFn: ({ signal }) => read<PageOf<Task>>('/api/v1/tasks?limit=200', signal),
    select: ({ value }) => value.items,
  });
  const items = (tasks.data ?? []).filter((task) => (shown === 'open') === (task.status === 'open'));
  return (
    <Section
      title="Call-backs"
      padded={false}
      aside={
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'open', label: 'Open' },
            { value: 'done', label: 'Done' },
          ]}
          aria-label="Which tasks"
        />
      }
    >
      {tasks.isPending && <LoadingRows rows={4} height={56} />}
      {tasks.isError && <Failed error={tasks.error} retry={() => void tasks.refetch()} />}
      {tasks.isSuccess && items.length === 0 && (
        <Empty
          icon={IconChecklist}
          title={shown === 'open' ? 'Nobody waits for a call' : 'Nothing done yet'}
          text="A caller who hangs up early, or asks for a person, becomes a call-back here."
        />
      )}
      <ul className={feed.feed}>
        {items.map((task) => (
          <TaskRow key={task.id} task={task} now={now} />
        ))}
      </ul>
    </Section>
  );
}

function TaskRow({ task, now }: { task: Task; now: number }) {
  const isDone = task.status !== 'open';
  const isLate = !isDone && task.due_at !== null && Date.parse(task.due_at) < now;
  const changing = useMutation({
    mutationFn: (status: string) =>
      ask(`/api/v1/tasks/${task.id}`, {
        method: 'PATCH',
        body: { status },
        version: task.version,
      }),
    onSuccess: () => void changed(['tasks']),
    onError: (error) => sayFailed(error),
  });
  return (
    <li className={feed.item} style={{ padding: '10px 16px' }}>
      <Group wrap="nowrap" align="flex-start">
        <Checkbox
          mt={2}
          checked={isDone}
          disabled={changing.isPending}
          aria-label={`Called back ${phone(task.phone)}`}
          onChange={(event) => changing.mutate(event.currentTarget.checked ? 'done' : 'open')}
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap={8}>
            <Text fw={580} size="sm" td={isDone ? 'line-through' : undefined} className="figures">
              {phone(task.phone)}
            </Text>
            {isLate && <Badge color="orange">due {ago(task.due_at, now)}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {reasons[task.reason ?? ''] ?? words(task.reason ?? task.kind)}
            {task.call_id !== null && (
              <>
                {' · '}
                <Anchor component={Link} to={`/calls/${task.call_id}`} inherit underline="always">
                  the call
                </Anchor>
              </>
            )}
          </Text>
        </div>
        <ActionIcon
          component="a"
          href={`tel:${task.phone ?? ''}`}
          variant="light"
          size={34}
          aria-label={`Call ${phone(task.phone)}`}
        >
          <IconPhoneOutgoing size={18} stroke={1.7} />
        </ActionIcon>
      </Group>
    </li>
  );
}

function Alerts() {
  const now = useNow();
  const alerts = useQuery({
    queryKey: ['alerts'],
    queryFn: ({ signal }) => read<PageOf<AlertRow>>('/api/v1/alerts?limit=50', signal),
    select: ({ value }) => value.items,
  });
  return (
    <Section title="Alerts" padded={false}>
      {alerts.isPending && <LoadingRows rows={3} height={56} />}
      {alerts.isError && <Failed error={alerts.error} retry={() => void alerts.refetch()} />}
      {alerts.data?.length === 0 && (
        <Empty
          compact
          icon={IconAlertTriangle}
          title="Nothing is wrong"
          text="A call to a number that no shop has would show here."
        />
      )}
      <ul className={feed.feed}>
        {(alerts.data ?? []).map((alert) => (
          <li key={alert.id} className={feed.item} style={{ padding: '10px 16px' }}>
            <Group wrap="nowrap" gap="sm" align="flex-start">
              <IconAlertTriangle
                size={18}
                color="var(--mantine-color-orange-6)"
                style={{ marginTop: 2, flexShrink: 0 }}
              />
              <Stack gap={2}>
                <Text size="sm" fw={580}>
                  {alertTexts[alert.kind] ?? words(alert.kind)}
                </Text>
                <Text size="sm" c="dimmed" className="figures">
                  <AlertSubject alert={alert} />
                </Text>
                <Text size="xs" c="dimmed">
                  {alert.count > 1 && `${alert.count} times, last `}
                  {moment(alert.last_at, now)}
                </Text>
              </Stack>
            </Group>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What an alert is about, with a way there. */
function AlertSubject({ alert }: { alert: AlertRow }) {
  const detail = alert.detail === null ? '' : `: ${alert.detail}`;
  if (alert.subject_id !== null && (alert.kind === 'low-stock' || alert.kind === 'stock-differs')) {
    return (
      <>
        <Anchor component={Link} to={`/stock/${alert.subject_id}`} size="sm">
          {alert.subject}
        </Anchor>
        {detail}
      </>
    );
  }
  const text = alert.kind === 'unknown-number' ? phone(alert.subject) : alert.subject;
  return <>{`${text}${detail}`}</>;
}
