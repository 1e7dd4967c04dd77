import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNow } from '../format/clock';
import { ago, moment } from '../format/time';
import { isLost } from '../http/away';
import { ask, get } from '../http/client';
import { changed } from '../http/queries';
import { Failed, sayFailed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Section } from '../shell/Section';

interface SessionRow {
  session_id: string;
  created_at: string;
  refreshed_at: string;
  device: string | null;
  current: boolean;
}

/** Where this person is signed in; ending one works everywhere within a second. */
export function Sessions() {
  const now = useNow();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get<{ items: SessionRow[] }>('/api/v1/sessions', signal),
    select: ({ items }) => items,
  });
  const ending = useMutation({
    mutationFn: (id: string) => ask(`/api/v1/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: () => void changed(['sessions']),
    onError: (error) => sayFailed(error),
  });
  return (
    <Section title="Where you are signed in" padded={false}>
      {sessions.isPending && <LoadingRows rows={3} />}
      {isLost(sessions) && <Failed error={sessions.error} retry={() => void sessions.refetch()} />}
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Tbody>
          {(sessions.data ?? []).map((row) => {
            const id = row.session_id;
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <Group gap={8}>
                    <Text size="sm" fw={560}>
                      {deviceOf(row.device)}
                    </Text>
                    {row.current && <Badge color="teal">this one</Badge>}
                  </Group>
                  <Text size="xs" c="dimmed">
                    since {moment(row.created_at, now)} · seen {ago(row.refreshed_at, now)}
                  </Text>
                </Table.Td>
                <Table.Td w={110} ta="right">
                  {!row.current && (
                    <Button
                      size="xs"
                      variant="default"
                      loading={ending.isPending && ending.variables === id}
                      onClick={() => ending.mutate(id)}
                    >
                      Sign out
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

/** "Mozilla/5.0 (X11; Linux…) … Chrome/140…" → "Chrome on Linux". */
export function deviceOf(userAgent: string | null | undefined): string {
  if (!userAgent) return 'Unknown device';
  const browser = [
    ['Edg/', 'Edge'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([sign]) => userAgent.includes(sign ?? ''))?.[1];
  const system = [
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Android', 'Android'],
    ['Mac OS X', 'Mac'],
    ['Windows', 'Windows'],
    ['Linux', 'Linux'],
  ].find(([sign]) => userAgent.includes(sign ?? ''))?.[1];
  if (browser === undefined) return userAgent.slice(0, 60);
  return system === undefined ? browser : `${browser} on ${system}`;
}
