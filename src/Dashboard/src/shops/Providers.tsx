import { ActionIcon, Badge, Button, Group, PasswordInput, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { date } from '../format/time';
import { isLost } from '../http/away';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { asProblem, Failed, sayDone, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Section } from '../shell/Section';

interface Credential {
  id: string;
  provider: string;
  external_account_id: string;
  created_at: string;
}

const names: Readonly<Record<string, string>> = { twilio: 'Twilio', elevenlabs: 'ElevenLabs' };

/** Whose webhooks are believed: the telephony providers' accounts and the secrets they sign with. */
export function Providers() {
  const credentials = useQuery({
    queryKey: ['provider-credentials'],
    queryFn: ({ signal }) => get<{ items: Credential[] }>('/api/v1/provider-credentials?limit=200', signal),
  });
  const [leaving, setLeaving] = useState<Credential | null>(null);
  const removing = useMutation({
    mutationFn: (id: string) => ask(`/api/v1/provider-credentials/${id}`, { method: 'DELETE' }),
    onSuccess: () => void changed(['provider-credentials']),
    onError: (error) => sayFailed(error),
  });
  return (
    <Stack gap="md">
      <NewCredential />
      <Section title="Telephony accounts" padded={false}>
        {credentials.isPending && <LoadingRows rows={2} />}
        {isLost(credentials) && <Failed error={credentials.error} retry={() => void credentials.refetch()} />}
        {credentials.data?.items.length === 0 && (
          <Text size="sm" c="dimmed" px="md" pb="md">
            None here. A webhook is taken only when its account’s secret is here or among the server’s settings.
          </Text>
        )}
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Tbody>
            {(credentials.data?.items ?? []).map((credential) => (
              <Table.Tr key={credential.id}>
                <Table.Td>
                  <Group gap="sm">
                    <Badge color="slate">{names[credential.provider] ?? credential.provider}</Badge>
                    <Text size="sm" ff="monospace">
                      {credential.external_account_id}
                    </Text>
                  </Group>
                </Table.Td>
                <Table.Td visibleFrom="xs">
                  <Text size="sm" c="dimmed">
                    since {date(credential.created_at, Date.now())}
                  </Text>
                </Table.Td>
                <Table.Td w={50}>
                  <ActionIcon
                    variant="subtle"
                    color="slate"
                    aria-label={`Remove ${credential.external_account_id}`}
                    onClick={() => setLeaving(credential)}
                  >
                    <IconTrash size={16} stroke={1.7} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      {leaving !== null && (
        <ConfirmDialog
          title={`Remove ${names[leaving.provider] ?? leaving.provider} ${leaving.external_account_id}?`}
          text="What it sends is refused from now on: calls to its numbers reach nobody. Its secret can't be shown again."
          action="Remove"
          onConfirm={() => removing.mutate(leaving.id)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Stack>
  );
}

function NewCredential() {
  const [provider, setProvider] = useState('twilio');
  const [account, setAccount] = useState('');
  const [secret, setSecret] = useState('');
  const adding = useMutation({
    mutationFn: () =>
      ask('/api/v1/provider-credentials', {
        method: 'POST',
        body: { provider, external_account_id: account.trim(), secret: secret.trim() },
      }),
    onSuccess: () => {
      sayDone('Kept; its webhooks are believed from now on');
      setSecret('');
      void changed(['provider-credentials']);
    },
    onError: (error) => sayFailed(error),
  });
  const problem = adding.isError ? asProblem(adding.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <Section title="Add an account">
      <form onSubmit={submit}>
        <Group gap="xs" align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label="Provider"
            allowDeselect={false}
            data={Object.entries(names).map(([value, label]) => ({ value, label }))}
            value={provider}
            onChange={(value) => setProvider(value ?? 'twilio')}
          />
          <TextInput
            label={provider === 'twilio' ? 'Account SID' : 'Agent or account id'}
            required
            withAsterisk={false}
            value={account}
            onChange={(event) => setAccount(event.currentTarget.value)}
            error={problem?.reasonFor('external_account_id')}
          />
          <PasswordInput
            label={provider === 'twilio' ? 'Auth token' : 'Webhook secret'}
            autoComplete="off"
            required
            withAsterisk={false}
            value={secret}
            onChange={(event) => setSecret(event.currentTarget.value)}
            error={problem?.reasonFor('secret')}
          />
        </Group>
        <Group justify="space-between" mt="sm">
          <Text size="xs" c="dimmed">
            The secret is encrypted and never shown again. During a rotation two are valid.
          </Text>
          <Button type="submit" loading={adding.isPending} disabled={account.trim() === '' || secret.trim() === ''}>
            Keep
          </Button>
        </Group>
      </form>
    </Section>
  );
}
