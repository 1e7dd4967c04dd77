import { Button, CloseButton, Group, Popover, Stack, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { plainDate } from '../format/time';
import classes from './FilterChip.module.css';

interface DayChipProps {
  label?: string;
  from: string | null;
  to: string | null;
  onChange: (from: string | null, to: string | null) => void;
}

/** From one day to another, both included. */
export function DayChip({ label = 'Created', from, to, onChange }: DayChipProps) {
  const isOn = from !== null || to !== null;
  const days = (back: number) => {
    const day = new Date();
    day.setDate(day.getDate() - back);
    return isoDay(day);
  };
  return (
    <Popover position="bottom-start" shadow="md" radius="md" trapFocus returnFocus>
      <div className={classes.chip} data-on={isOn || undefined}>
        <Popover.Target>
          <UnstyledButton
            className={classes.button}
            aria-label={isOn ? `${label} ${spanText(from, to)}` : 'Filter by day'}
          >
            <span>{label}</span>
            {isOn ? <strong>{spanText(from, to)}</strong> : <IconChevronDown size={14} />}
          </UnstyledButton>
        </Popover.Target>
        {isOn && (
          <CloseButton
            size="xs"
            aria-label={`Remove filter ${label.toLowerCase()}`}
            onClick={() => onChange(null, null)}
          />
        )}
      </div>
      <Popover.Dropdown p="sm">
        <Stack gap="sm">
          <Group gap={6}>
            <Button size="compact-xs" variant="default" onClick={() => onChange(days(0), null)}>
              Today
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onChange(days(6), null)}>
              7 days
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onChange(days(29), null)}>
              30 days
            </Button>
          </Group>
          <TextInput
            type="date"
            size="xs"
            label="From"
            value={from ?? ''}
            onChange={(event) => onChange(event.currentTarget.value || null, to)}
          />
          <TextInput
            type="date"
            size="xs"
            label="To"
            value={to ?? ''}
            onChange={(event) => onChange(from, event.currentTarget.value || null)}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function spanText(from: string | null, to: string | null): string {
  const day = (iso: string) => plainDate(iso, Date.now());
  if (from !== null && to !== null) return from === to ? day(from) : `${day(from)} – ${day(to)}`;
  return from !== null ? `since ${day(from)}` : `until ${day(to ?? '')}`;
}

function isoDay(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
