import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { words } from '../format/words';
import type { Problem } from '../http/problem';
import { days, withDay, type OpeningHours } from './shop';

interface HoursProps {
  hours: OpeningHours[];
  onChange: (hours: OpeningHours[]) => void;
  problem: Problem | null;
}

/** When the shop is open, day by day, in its own zone. */
export function Hours({ hours, onChange, problem }: HoursProps) {
  const change = (span: OpeningHours, next: Partial<OpeningHours>) =>
    onChange(hours.map((other) => (other === span ? { ...other, ...next } : other)));
  return (
    <Stack gap={6}>
      {hours.length === 0 && (
        <Text size="sm" c="dimmed">
          None are known yet: callers who ask are told none.
        </Text>
      )}
      {days.map((day) => {
        const spans = hours.filter((span) => span.day === day);
        return (
          <Group key={day} gap="md" mih={32} align="center" wrap="nowrap">
            <Checkbox
              w={130}
              size="sm"
              label={words(day)}
              checked={spans.length > 0}
              onChange={(event) => onChange(withDay(hours, day, event.currentTarget.checked))}
            />
            {spans.length === 0 && hours.length > 0 && (
              <Text size="sm" c="dimmed">
                closed
              </Text>
            )}
            {spans.map((span) => (
              <Group key={hours.indexOf(span)} gap={6} wrap="nowrap">
                <TextInput
                  type="time"
                  size="xs"
                  aria-label={`${words(day)} opens`}
                  value={span.opens}
                  onChange={(event) => change(span, { opens: event.currentTarget.value })}
                  error={problem?.reasonFor(`hours.${hours.indexOf(span)}.opens`)}
                />
                <Text size="sm">–</Text>
                <TextInput
                  type="time"
                  size="xs"
                  aria-label={`${words(day)} closes`}
                  value={span.closes}
                  onChange={(event) => change(span, { closes: event.currentTarget.value })}
                  error={problem?.reasonFor(`hours.${hours.indexOf(span)}.closes`)}
                />
              </Group>
            ))}
          </Group>
        );
      })}
    </Stack>
  );
}
