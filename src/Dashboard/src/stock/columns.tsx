import { Group, Text } from '@mantine/core';
import { ago } from '../format/time';
import type { Columns } from '../shell/DataTable';
import type { Item } from './stock';
import { StockBar } from './StockBar';
import { LowBadge } from './StockPage';

/** The columns of the list of items. */
export function stockColumns(now: number, shops: ReadonlyMap<string, string>): Columns<Item> {
  return [
    {
      id: 'item',
      header: 'Item',
      cell: ({ row: { original: item } }) => (
        <div>
          <Group gap={8} wrap="nowrap">
            <Text size="sm" fw={600} lineClamp={1}>
              {item.name}
            </Text>
            {item.is_low && <LowBadge />}
          </Group>
          <Text size="xs" c="dimmed" lineClamp={1}>
            {[item.sku, item.category, shops.size > 1 ? shops.get(item.shop_id) : null].filter(Boolean).join(' · ')}
          </Text>
        </div>
      ),
    },
    {
      id: 'bar',
      header: 'Stock',
      cell: ({ row: { original: item } }) => (
        <div style={{ minWidth: 220 }}>
          <StockBar item={item} />
        </div>
      ),
    },
    figure('available', 'To sell', (item) => item.available, true),
    figure('on_hand', 'On hand', (item) => item.on_hand),
    figure('reserved', 'Promised', (item) => item.reserved),
    figure('threshold', 'Low at', (item) => item.low_stock_threshold),
    {
      id: 'changed',
      header: () => <div style={{ textAlign: 'right' }}>Changed</div>,
      cell: ({ row: { original: item } }) => (
        <Text size="sm" c="dimmed" ta="right" style={{ whiteSpace: 'nowrap' }}>
          {ago(item.updated_at, now)}
        </Text>
      ),
    },
  ];
}

function figure(id: string, label: string, of: (item: Item) => number | null, isMain = false): Columns<Item>[number] {
  return {
    id,
    header: () => <div style={{ textAlign: 'right' }}>{label}</div>,
    cell: ({ row: { original: item } }) => (
      <Text size="sm" ta="right" className="figures" fw={isMain ? 600 : undefined} c={isMain ? undefined : 'dimmed'}>
        {of(item)?.toLocaleString('en-US') ?? '–'}
      </Text>
    ),
  };
}
