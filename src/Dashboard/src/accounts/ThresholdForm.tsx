import { Alert, Stack, Text, Title } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Mark } from '../shell/Mark';
import type { Problem } from '../http/problem';
import { Threshold } from './Threshold';

/** What to say above the fields of a problem that names none of them. */
export const wholeOf = (problem: Problem | null): string | null =>
  problem === null || problem.errors.length > 0 ? null : (problem.said ?? problem.title);

/** A form for somebody who is not in yet: what it is, what is wrong with it, its fields. */
export function ThresholdForm({ title, about, wrong, onSend, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <Threshold>
      <form onSubmit={submit}>
        <Stack gap="md">
          <div>
            <Mark size={36} />
            <Title order={1} mt="md">
              {title}
            </Title>
            <Text c="dimmed" size="sm">
              {about}
            </Text>
          </div>
          {wrong !== null && (
            <Alert color="red" variant="light" role="alert" p="sm">
              {wrong}
            </Alert>
          )}
          {children}
        </Stack>
      </form>
    </Threshold>
  );
}

interface Props {
  title: string;
  about: string;
  /** What is wrong with what was sent, as a whole; null while nothing is. */
  wrong: string | null;
  onSend: () => void;
  children: ReactNode;
}
