import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { Problem } from '../http/problem';
import { NotFound } from './NotFound';

/** Something could not be read: what, its code, and a way to try again. */
export function Failed({ error, retry, what }: { error: unknown; retry?: () => void; what?: string }) {
  const problem = asProblem(error);
  if (problem.status === 404 && what !== undefined) return <NotFound what={what} />;
  const isAway = problem.status === 0 || problem.status === 503;
  return (
    <Alert
      m="md"
      variant="light"
      color={isAway ? 'orange' : 'red'}
      icon={isAway ? <IconPlugConnectedX size={18} /> : <IconAlertTriangle size={18} />}
      title={problem.title}
      role="alert"
    >
      {problem.said !== null && <Text size="sm">{problem.said}</Text>}
      <Group mt="sm" gap="md">
        {retry !== undefined && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        <ProblemCode problem={problem} />
      </Group>
    </Alert>
  );
}

/** The code, linking to its page, and the trace for whoever is asked for help. */
export function ProblemCode({ problem }: { problem: Problem }) {
  return (
    <Text size="xs" c="dimmed" ff="monospace">
      {problem.status === 0 ? (
        problem.code
      ) : (
        <Anchor href={`/docs/problems/${problem.code}`} target="_blank" inherit>
          {problem.code}
        </Anchor>
      )}
      {problem.traceId !== null && ` · ${problem.traceId}`}
    </Text>
  );
}

/** A command was refused: says so in a corner, without taking the page away. */
export function sayFailed(error: unknown, title?: string): void {
  const problem = asProblem(error);
  notifications.show({
    color: 'red',
    title: title ?? problem.title,
    message: (
      <>
        {problem.said ?? problem.title}
        <ProblemCode problem={problem} />
      </>
    ),
    autoClose: 8_000,
  });
}

export function sayDone(message: string): void {
  notifications.show({ message, color: 'pine', autoClose: 3_000 });
}

/** What isn't a Problem is a bug of ours: it is shown as one, with its message. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(500, 'page-failed', 'This page failed', error instanceof Error ? error.message : String(error));
}
