import { Anchor, Breadcrumbs, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconHourglass, IconPencil, IconPlusMinus } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from 'react-router';
import { useStanding } from '../accounts/me';
import { useNow } from '../format/clock';
import { money } from '../format/money';
import { moment } from '../format/time';
import { isLost } from '../http/away';
import { useFlash } from '../live/useLive';
import { useActors } from '../orders/useActors';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { AdjustDialog } from './AdjustDialog';
import { HoldDialog } from './HoldDialog';
import { EditItem } from './ItemDialog';
import { Reservations } from './Reservations';
import { movementText, signed, type Item, type Movement } from './stock';
import { StockBar, StockLegend } from './StockBar';
import { LowBadge } from './StockPage';
import { useItem, useMovements } from './useStock';

export default function ItemPage() {
  const { id = '' } = useParams();
  const item = useItem(id);
  const navigate = useNavigate();
  useHotkeys([['Escape', () => void navigate('/stock')]]);
  if (item.isPending) {
    return (
      <Page title="Item">
        <Skeleton h={96} mb="md" />
        <Skeleton h={360} />
      </Page>
    );
  }
  if (isLost(item)) return <Failed error={item.error} retry={() => void item.refetch()} what="item" />;
  return <ItemView item={item.data} />;
}

function ItemView({ item }: { item: Item }) {
  const mayEdit = useStanding().manages;
  const shop = useShopNames().get(item.shop_id);
  const flash = useFlash(`${item.on_hand}/${item.reserved}`);
  const [isAdjusting, adjusting] = useDisclosure(false);
  const [isEditing, editing] = useDisclosure(false);
  const [isHolding, holding] = useDisclosure(false);
  const price = item.unit_price_minor === null ? null : money(item.unit_price_minor, item.currency);
  return (
    <Page
      title={item.name}
      before={
        <Breadcrumbs mb={6} fz="sm">
          <Anchor component={Link} to="/stock" size="sm">
            Stock
          </Anchor>
          <Text size="sm" c="dimmed">
            {item.sku ?? item.name}
          </Text>
        </Breadcrumbs>
      }
      subtitle={
        <Group gap={10}>
          {item.is_low && <LowBadge />}
          <span>{[item.sku, item.category, price, shop].filter(Boolean).join(' · ')}</span>
        </Group>
      }
      actions={
        <>
          {mayEdit && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={editing.open}>
              Edit
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconHourglass size={16} />}
            disabled={item.available === 0}
            onClick={holding.open}
          >
            Hold
          </Button>
          <Button leftSection={<IconPlusMinus size={16} />} onClick={adjusting.open}>
            Adjust
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <section className={`card ${flash ?? ''}`} style={{ padding: '16px' }} aria-label="Stock">
          <Group gap={8} align="baseline" mb={12}>
            <Text fz={28} fw={640} lh={1} className="figures">
              {item.on_hand.toLocaleString('en-US')}
            </Text>
            <Text c="dimmed" size="sm">
              on hand
            </Text>
          </Group>
          <StockBar item={item} size="lg" />
          <StockLegend item={item} />
        </section>
        <Reservations itemId={item.id} />
        <Ledger itemId={item.id} />
      </Stack>
      {isAdjusting && <AdjustDialog item={item} onClose={adjusting.close} />}
      {isHolding && <HoldDialog item={item} onClose={holding.close} />}
      {isEditing && <EditItem item={item} onClose={editing.close} />}
    </Page>
  );
}

/** Why there are so many: every line, the latest first. */
function Ledger({ itemId }: { itemId: string }) {
  const list = useMovements(itemId);
  const now = useNow(60_000);
  const who = useActors();
  const lines = list.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <Section title="Movements" padded={false}>
      {isLost(list) && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows rows={5} />}
      {list.isSuccess && lines.length === 0 && (
        <Text size="sm" c="dimmed" px="md" pb="md">
          Nothing came or went yet.
        </Text>
      )}
      {lines.length > 0 && (
        <Table aria-label="Movements" verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th ta="right">Pieces</Table.Th>
              <Table.Th visibleFrom="sm" ta="right">
                Promised
              </Table.Th>
              <Table.Th ta="right" style={{ whiteSpace: 'nowrap' }}>
                On hand
              </Table.Th>
              <Table.Th visibleFrom="sm">Who</Table.Th>
              <Table.Th visibleFrom="sm" ta="right">
                When
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Line key={line.entry} line={line} who={who(line.actor)} at={moment(line.at, now)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <LoadMore hasMore={list.hasNextPage} isLoading={list.isFetchingNextPage} load={() => void list.fetchNextPage()} />
    </Section>
  );
}

function Line({ line, who, at }: { line: Movement; who: string; at: string }) {
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={560}>
          {movementText(line.kind)}
        </Text>
        {line.reason !== null && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {line.reason}
          </Text>
        )}
        {line.owner_id !== null && !line.is_hold && (
          <Anchor component={Link} to={`/orders/${line.owner_id}`} size="xs">
            the order
          </Anchor>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {line.reserved_change !== 0 && `${signed(line.reserved_change)} promised · `}
          {at} · {who}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className="figures">
        {signed(line.on_hand_change)}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" className="figures">
        {signed(line.reserved_change)}
      </Table.Td>
      <Table.Td ta="right" className="figures" fw={600}>
        {line.on_hand.toLocaleString('en-US')}
      </Table.Td>
      <Table.Td visibleFrom="sm">{who}</Table.Td>
      <Table.Td visibleFrom="sm" ta="right" className="figures" style={{ whiteSpace: 'nowrap' }}>
        {at}
      </Table.Td>
    </Table.Tr>
  );
}
