import { Button, Group } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { DayChip } from '../shell/DayChip';
import { choicesOf, FilterChip, type Choice } from '../shell/FilterChip';
import { SearchBox } from '../shell/SearchBox';
import { ShopChip } from '../shops/ShopChip';
import { formatCallFilters, noCallFilters, type CallFilters, type CallListField } from './callFilters';

interface CallFilterBarProps {
  filters: CallFilters;
  onChange: (filters: CallFilters) => void;
}

const fixed: readonly (readonly [CallListField, string, readonly Choice[]])[] = [
  [
    'outcome',
    'Outcome',
    choicesOf(
      'order_placed',
      'callback_requested',
      'inquiry',
      'abandoned',
      'missed',
      'transferred',
      'voicemail_left',
      'opted_out',
      'wrong_number',
      'spam',
      'none',
    ),
  ],
  ['status', 'Line', choicesOf('ringing', 'in_progress', 'completed', 'busy', 'no_answer', 'failed', 'cancelled')],
  ['direction', 'Direction', choicesOf('inbound', 'outbound')],
];

/** What a list of calls can be narrowed to. */
export function CallFilterBar({ filters, onChange }: CallFilterBarProps) {
  const set = (change: Partial<CallFilters>) => onChange({ ...filters, ...change });
  return (
    <Group gap={8} p="sm">
      <SearchBox value={filters.q} onChange={(q) => set({ q })} placeholder="Search calls" />
      {fixed.map(([field, label, choices]) => (
        <FilterChip
          key={field}
          label={label}
          choices={choices}
          values={filters[field]}
          onChange={(values) => set({ [field]: values })}
        />
      ))}
      <ShopChip values={filters.shop_id} onChange={(shop_id) => set({ shop_id })} />
      <DayChip label="Begun" from={filters.from} to={filters.to} onChange={(from, to) => set({ from, to })} />
      {formatCallFilters(filters).size > 0 && (
        <Button
          size="xs"
          variant="subtle"
          color="slate"
          leftSection={<IconFilterOff size={14} />}
          onClick={() => onChange(noCallFilters())}
        >
          Clear
        </Button>
      )}
    </Group>
  );
}
