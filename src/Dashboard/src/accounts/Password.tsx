import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../http/client';
import { asProblem, sayDone } from '../shell/Failed';
import { Section } from '../shell/Section';

export function Password() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const changing = useMutation({
    mutationFn: () =>
      ask('/api/v1/me/password', {
        method: 'PUT',
        body: { current_password: current, new_password: next },
      }),
    onSuccess: () => {
      setCurrent('');
      setNext('');
      sayDone('Password changed; everywhere else you have been signed out');
    },
  });
  const problem = changing.isError ? asProblem(changing.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate();
  };
  return (
    <Section title="Change password">
      <form onSubmit={submit}>
        <Stack gap="sm" maw={380}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={problem?.reasonFor('current_password')}
          />
          <PasswordInput
            label="New password"
            description="Your other sessions end when it changes"
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
            error={problem?.reasonFor('new_password')}
          />
          {problem !== null && problem.errors.length === 0 && (
            <Text size="sm" c="red" role="alert">
              {problem.said ?? problem.title}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={changing.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
