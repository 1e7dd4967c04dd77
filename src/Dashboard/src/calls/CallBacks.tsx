import { ActionIcon, Anchor, Badge, Checkbox, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChecklist, IconPhoneOutgoing } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { dueText } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { usePages } from '../live/usePages';
import feed from '../orders/OrderFeed.module.css';
import { Empty } from '../shell/Empty';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
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

const reasons: Readonly<Record<string, string>> = {
  asked: 'Asked to be called back',
  not_understood: 'We didn’t understand them',
  question: 'Has a question',
  order_trouble: 'Their order could not be placed',
  abandoned: 'Hung up before the order was confirmed',
  turned_away: 'Could not be served on the phone',
};

interface Shown {
  /** Of the API. */
  filter: string;
  /** What to say when there is none. */
  none: string;
}

/** What is open comes in the order in which it is due, what is done with the last first. */
const lists = {
  open: { filter: 'status=open', none: 'Nobody waits for a call' },
  done: { filter: 'status=done&status=dismissed&sort=-due_at', none: 'Nothing done yet' },
} as const satisfies Readonly<Record<string, Shown>>;

/** People to call back: all, or the one that a call left. */
export function CallBacks() {
  const callId = useSearchParams()[0].get('call_id');
  const [list, setList] = useState<keyof typeof lists>('open');
  const shown =
    callId === null
      ? lists[list]
      : { filter: `call_id=${encodeURIComponent(callId)}`, none: 'Nobody waits for a call back from this one' };
  return (
    <Section
      title={callId === null ? 'Call-backs' : 'The call-back of one call'}
      padded={false}
      aside={
        callId === null ? (
          <SegmentedControl
            size="xs"
            value={list}
            onChange={(value) => setList(value as keyof typeof lists)}
            data={[
              { value: 'open', label: 'Open' },
              { value: 'done', label: 'Done' },
            ]}
            aria-label="Which tasks"
          />
        ) : (
          <Anchor component={Link} to="/tasks" size="sm">
            All call-backs
          </Anchor>
        )
      }
    >
      <TaskList key={shown.filter} shown={shown} />
    </Section>
  );
}

function TaskList({ shown }: { shown: Shown }) {
  const now = useNow();
  const tasks = usePages<Task>(['tasks', shown.filter], `/api/v1/tasks?limit=50&${shown.filter}`);
  const items = tasks.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <>
      {tasks.isPending && <LoadingRows rows={4} height={56} />}
      {isLost(tasks) && <Failed error={tasks.error} retry={() => void tasks.refetch()} />}
      {tasks.isSuccess && items.length === 0 && (
        <Empty
          icon={IconChecklist}
          title={shown.none}
          text="A caller who hangs up early, or asks for a person, becomes a call-back here."
        />
      )}
      <ul className={feed.feed} aria-label="Call-backs">
        {items.map((task) => (
          <TaskRow key={task.id} task={task} now={now} />
        ))}
      </ul>
      <LoadMore
        hasMore={tasks.hasNextPage}
        isLoading={tasks.isFetchingNextPage}
        load={() => void tasks.fetchNextPage()}
      />
    </>
  );
}

function TaskRow({ task, now }: { task: Task; now: number }) {
  const isDone = task.status !== 'open';
  const late = !isDone && task.due_at !== null && Date.parse(task.due_at) < now ? dueText(task.due_at, now) : null;
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
            {late !== null && <Badge color="orange">{late}</Badge>}
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
