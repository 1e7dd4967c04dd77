import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNow } from '../format/clock';
import { moment } from '../format/time';
import { isLost } from '../http/away';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import { asProblem, Failed } from '../shell/Failed';
import { Section } from '../shell/Section';
import { madeBy, stateOf, type Reset, type ResetRow } from './reset';
import { newPasswordLink, SecretOnce } from './SecretOnce';

/** For whoever runs the platform: a link for somebody who forgot the password, and who made which. */
export function ForgottenPasswords() {
  const now = useNow(30_000);
  const [email, setEmail] = useState('');
  const resets = useQuery({
    queryKey: ['password-resets'],
    queryFn: ({ signal }) => get<{ items: ResetRow[] }>('/api/v1/password-resets', signal),
  });
  const making = useMutation({
    mutationFn: () => ask<Reset>('/api/v1/password-resets', { method: 'POST', body: { email: email.trim() } }),
    onSuccess: () => {
      setEmail('');
      void changed(['password-resets']);
    },
  });
  const problem = making.isError ? asProblem(making.error) : null;
  const made = making.data?.value;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Section title="Forgotten passwords">
      <form onSubmit={submit} aria-label="Link for a forgotten password">
        <Text size="sm" c="dimmed" mb="xs">
          A link sets another password. Be sure that it is them who asks: it opens all that they may.
        </Text>
        <Group align="flex-end" gap="xs" mb="sm">
          <TextInput
            type="email"
            label="E-mail of who forgot it"
            required
            withAsterisk={false}
            flex="1 1 200px"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={making.isPending}>
            Make a link
          </Button>
        </Group>
        {problem !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert" mb="sm">
            {problem.said ?? problem.title}
          </Text>
        )}
      </form>
      {made && (
        <SecretOnce
          title={`New password for ${made.email}`}
          secret={newPasswordLink(made.token)}
          hint="Give it to nobody but them. It is shown once, works once, and for a day; earlier links are dead."
        />
      )}
      {isLost(resets) && <Failed error={resets.error} retry={() => void resets.refetch()} />}
      <Stack gap={8} component="ul" p={0} m={0} aria-label="Links made" style={{ listStyle: 'none' }}>
        {(resets.data?.items ?? []).map((reset) => (
          <Group key={reset.reset_id} component="li" justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" truncate>
                {reset.email}
              </Text>
              <Text size="xs" c="dimmed">
                {moment(reset.made_at, now)} · {madeBy(reset)}
              </Text>
            </div>
            <Badge color={stateOf(reset, now) === 'open' ? 'orange' : 'slate'}>{stateOf(reset, now)}</Badge>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
