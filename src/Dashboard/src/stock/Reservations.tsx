import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { moment } from '../format/time';
import { isLost } from '../http/away';
import { Failed } from '../shell/Failed';
import { LoadMore } from '../shell/LoadMore';
import { Section } from '../shell/Section';
import type { Reservation } from './stock';
import { useHold, useReservations } from './useStock';

/** Who was promised pieces of the item: orders, and whoever they are held for. Nothing is shown when nobody was. */
export function Reservations({ itemId }: { itemId: string }) {
  const list = useReservations(itemId);
  const { giveBack } = useHold(itemId);
  const now = useNow(60_000);
  const promised = list.data?.pages.flatMap((page) => page.value.items) ?? [];
  if (isLost(list)) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (promised.length === 0) return null;
  return (
    <Section title="Promised" padded={false}>
      <Table aria-label="Promised" verticalSpacing={8} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>For</Table.Th>
            <Table.Th ta="right">Pieces</Table.Th>
            <Table.Th visibleFrom="sm">Since</Table.Th>
            <Table.Th>Until</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {promised.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Owner one={one} />
              </Table.Td>
              <Table.Td ta="right" className="figures">
                {one.quantity.toLocaleString('en-US')}
              </Table.Td>
              <Table.Td visibleFrom="sm" className="figures">
                {moment(one.created_at, now)}
              </Table.Td>
              <Table.Td className="figures">
                {one.expires_at === null ? 'it is sent' : moment(one.expires_at, now)}
              </Table.Td>
              <Table.Td ta="right">
                {one.order_id === null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={giveBack.isPending && giveBack.variables === one.id}
                    onClick={() => giveBack.mutate(one.id)}
                  >
                    Give back
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore hasMore={list.hasNextPage} isLoading={list.isFetchingNextPage} load={() => void list.fetchNextPage()} />
    </Section>
  );
}

function Owner({ one }: { one: Reservation }) {
  if (one.order_id === null) return <Text size="sm">{one.reference ?? 'Held'}</Text>;
  return (
    <Anchor component={Link} to={`/orders/${one.order_id}`} size="sm">
      {one.order_number ?? 'an order'}
    </Anchor>
  );
}
