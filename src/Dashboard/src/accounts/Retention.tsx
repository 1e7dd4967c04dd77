import { Button, Group, NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { isLost } from '../http/away';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import { asProblem, Failed, sayDone } from '../shell/Failed';
import { Section } from '../shell/Section';

interface Account {
  transcript_days: number;
  version: number;
}

const daysMax = 3650;

/** How long the account keeps what was said on its calls. */
export function Retention() {
  const account = useQuery({
    queryKey: ['account'],
    queryFn: ({ signal }) => get<Account>('/api/v1/account', signal),
  });
  if (account.isPending) return <Skeleton h={180} />;
  if (isLost(account))
    return <Failed error={account.error} retry={() => void account.refetch()} what="account's settings" />;
  return <Days key={account.data.version} account={account.data} />;
}

function Days({ account }: { account: Account }) {
  const [days, setDays] = useState<string | number>(account.transcript_days);
  const keeping = useMutation({
    mutationFn: () =>
      ask('/api/v1/account', {
        method: 'PATCH',
        body: { transcript_days: Number(days) },
        version: account.version,
      }),
    onSuccess: () => {
      sayDone(`Words of calls are kept for ${days} days`);
      return changed(['account']);
    },
  });
  const problem = keeping.isError ? asProblem(keeping.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keeping.mutate();
  };
  return (
    <Section title="Words of calls">
      <form onSubmit={submit}>
        <Stack gap="sm" maw={460}>
          <NumberInput
            label="Days to keep them"
            description={
              'After that the transcript, the recording and what a caller said of themselves go in the night. ' +
              'Who called, when, and what came of it stay.'
            }
            min={1}
            max={daysMax}
            allowDecimal={false}
            required
            withAsterisk={false}
            value={days}
            onChange={setDays}
            error={problem?.reasonFor('transcript_days')}
          />
          {Number(days) < account.transcript_days && days !== '' && (
            <Text size="sm" c="dimmed">
              What is older than that goes for good the next night.
            </Text>
          )}
          {problem !== null && problem.errors.length === 0 && (
            <Text size="sm" c="red" role="alert">
              {problem.said ?? problem.title}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={keeping.isPending} disabled={Number(days) === account.transcript_days}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
