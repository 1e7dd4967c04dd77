import { Button, Group, Select } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { choicesOf, FilterChip, type Choice } from '../../shell/FilterChip';
import { DayChip } from '../../shell/DayChip';
import { SearchBox } from '../../shell/SearchBox';
import { serviceCategories } from '../../shops/shop';
import { ShopChip } from '../../shops/ShopChip';
import { isNarrowed, noFilters, type ListField, type OrderFilters } from './filters';

interface OrderFilterBarProps {
  filters: OrderFilters;
  onChange: (filters: OrderFilters) => void;
}

const fixed: readonly (readonly [ListField, string, readonly Choice[]])[] = [
  [
    'status',
    'Status',
    choicesOf(
      'new',
      'accepted',
      'on_way',
      'processing',
      'completed',
      'pending',
      'confirmed',
      'packaged',
      'shipped',
      'delivered',
      'cancelled',
      'expired',
      'draft',
    ),
  ],
  ['stage', 'Stage', choicesOf('open', 'committed', 'in_transit', 'in_progress', 'done', 'cancelled')],
  ['kind', 'Kind', choicesOf('service', 'product')],
  ['priority', 'Urgency', choicesOf('low', 'medium', 'high', 'urgent')],
  ['service_category', 'Service', choicesOf(...serviceCategories)],
  [
    'dispatch_status',
    'Dispatch',
    [...choicesOf('none', 'offering', 'assigned'), { value: 'exhausted', label: 'Needs attention' }],
  ],
  ['source', 'From', choicesOf('call', 'staff', 'api')],
];

const sortChoices: Choice[] = [
  { value: '-created_at', label: 'Newest first' },
  { value: 'created_at', label: 'Oldest first' },
  { value: '-updated_at', label: 'Last changed' },
  { value: '-total', label: 'Largest amount' },
];

export function OrderFilterBar({ filters, onChange }: OrderFilterBarProps) {
  const set = (change: Partial<OrderFilters>) => onChange({ ...filters, ...change });
  return (
    <Group gap={8} p="sm" align="center">
      <SearchBox value={filters.q} onChange={(q) => set({ q })} placeholder="Search orders" />
      {fixed
        .filter(([field]) => field !== 'stage' || filters.stage.length > 0)
        .map(([field, label, choices]) => (
          <FilterChip
            key={field}
            label={label}
            choices={choices}
            values={filters[field]}
            onChange={(values) => set({ [field]: values })}
          />
        ))}
      <ShopChip values={filters.shop_id} onChange={(shop_id) => set({ shop_id })} />
      <DayChip from={filters.from} to={filters.to} onChange={(from, to) => set({ from, to })} />
      {isNarrowed(filters) && (
        <Button
          size="xs"
          variant="subtle"
          color="slate"
          leftSection={<IconFilterOff size={14} />}
          onClick={() => onChange({ ...noFilters(), sort: filters.sort })}
        >
          Clear
        </Button>
      )}
      <Select
        ml="auto"
        size="xs"
        w={148}
        aria-label="Sort"
        data={sortChoices}
        value={filters.sort}
        allowDeselect={false}
        onChange={(sort) => set({ sort: sort ?? '-created_at' })}
      />
    </Group>
  );
}
