import { ActionIcon, Badge, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconKey, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNow } from '../format/clock';
import { ago } from '../format/time';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { readAll } from '../live/readAll';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { Empty } from '../shell/Empty';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { untilText } from './apiKey';
import { NewKey } from './NewKey';
import { SecretOnce } from './SecretOnce';

interface ApiKey {
  api_key_id: string;
  name: string;
  prefix: string;
  scopes: string[];
  shop_id: string | null;
  expires_at: string | null;
  last_used_at?: string | null;
  revoked_at?: string | null;
}

/** Keys for machines: what each may do, and its secret once. */
export function ApiKeys() {
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const now = useNow();
  const shops = useShopNames();
  const keys = useQuery({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => readAll<ApiKey>('/api/v1/api-keys', signal),
    select: ({ value }) => value,
  });
  const again = () => void changed(['api-keys']);
  const rerolling = useMutation({
    mutationFn: (key: ApiKey) =>
      ask<{ secret: string }>(`/api/v1/api-keys/${key.api_key_id}/reroll`, {
        method: 'POST',
        body: {},
      }),
    onSuccess: ({ value }, key) => {
      setMade({ name: key.name, secret: value.secret });
      again();
    },
    onError: (error) => sayFailed(error),
  });
  const removing = useMutation({
    mutationFn: (key: ApiKey) => ask(`/api/v1/api-keys/${key.api_key_id}`, { method: 'DELETE' }),
    onSuccess: again,
    onError: (error) => sayFailed(error),
  });
  return (
    <>
      {made !== null && (
        <SecretOnce
          title={`The secret of “${made.name}”`}
          secret={made.secret}
          hint="It is shown this one time. We keep only its hash."
        />
      )}
      <NewKey onMade={setMade} />
      <Section title="Keys" padded={false}>
        {keys.isPending && <LoadingRows rows={3} />}
        {isLost(keys) && <Failed error={keys.error} retry={() => void keys.refetch()} />}
        {keys.data?.length === 0 && (
          <Empty
            compact
            icon={IconKey}
            title="No keys yet"
            text="A website form or another program uses a key to place and read orders."
          />
        )}
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Tbody>
            {(keys.data ?? []).map((key) => (
              <Table.Tr key={key.api_key_id}>
                <Table.Td>
                  <Text size="sm" fw={580}>
                    {key.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <span style={{ fontFamily: 'var(--mantine-font-family-monospace)' }}>{key.prefix}…</span>
                    {key.last_used_at && ` · used ${ago(key.last_used_at, now)} ago`}
                    {key.expires_at !== null && ` · ${untilText(key.expires_at, now)}`}
                    {key.shop_id !== null && ` · ${shops.get(key.shop_id) ?? 'one shop'} only`}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="xs">
                  <Group gap={4}>
                    {key.scopes.map((scope) => (
                      <Badge key={scope} size="sm" color="slate">
                        {scope}
                      </Badge>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td w={90}>
                  <Group gap={4} wrap="nowrap" justify="flex-end">
                    <Tooltip label="A new secret; the old one works a while longer">
                      <ActionIcon
                        variant="subtle"
                        color="slate"
                        aria-label={`New secret for ${key.name}`}
                        onClick={() => rerolling.mutate(key)}
                      >
                        <IconRefresh size={16} stroke={1.7} />
                      </ActionIcon>
                    </Tooltip>
                    <ActionIcon
                      variant="subtle"
                      color="slate"
                      aria-label={`Revoke ${key.name}`}
                      onClick={() => setLeaving(key)}
                    >
                      <IconTrash size={16} stroke={1.7} />
                    </ActionIcon>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      {leaving !== null && (
        <ConfirmDialog
          title={`Revoke “${leaving.name}”?`}
          text="Whatever uses this key is refused at once. It can’t be given back."
          action="Revoke"
          onConfirm={() => removing.mutate(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}
