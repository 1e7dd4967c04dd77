import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { words } from '../../format/words';
import type { Problem } from '../../http/problem';
import { serviceCategories } from '../../shops/shop';
import type { Typed } from './typed';

const [windowFrom, windowTo] = ['requested_time.from', 'requested_time.to'];

interface Props {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  currency: string | undefined;
  timezone: string;
  /** Of an order that has one: it can be another, and not none. */
  needsValue?: boolean;
  problem: Problem | null;
}

/** What is to be done, when, and for about how much. */
export function ServiceFields({ typed, set, currency, timezone, needsValue = false, problem }: Props) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label="Service"
          data={serviceCategories.map((value) => ({ value, label: words(value) }))}
          value={typed.category}
          allowDeselect={false}
          onChange={(value) => set({ category: value ?? 'other' })}
        />
        <TextInput
          label="What exactly"
          placeholder="AC repair"
          value={typed.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
          error={problem?.reasonFor('service_label')}
        />
      </SimpleGrid>
      <Textarea
        label="Description"
        required
        autosize
        minRows={2}
        value={typed.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        error={problem?.reasonFor('description')}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          type="date"
          label="Wanted on"
          description={isElsewhere(timezone) ? `Day and hours of ${timezone}` : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={typed.day}
          onChange={(event) => set({ day: event.currentTarget.value, lastDay: '' })}
          error={problem?.reasonFor('requested_time', ...(typed.from === '' ? [windowFrom, windowTo] : []))}
        />
        <TextInput
          type="time"
          label="From"
          disabled={typed.day === ''}
          required={typed.until !== ''}
          value={typed.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
          error={typed.from === '' ? undefined : problem?.reasonFor(windowFrom)}
        />
        <TextInput
          type="time"
          label={typed.lastDay === '' ? 'Until' : `Until, on ${typed.lastDay}`}
          disabled={typed.day === ''}
          value={typed.until}
          onChange={(event) => set({ until: event.currentTarget.value })}
          error={typed.from === '' ? undefined : problem?.reasonFor(windowTo)}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          label="When, in words"
          placeholder="after work"
          value={typed.when}
          onChange={(event) => set({ when: event.currentTarget.value })}
          error={problem?.reasonFor('requested_time.text')}
        />
        <Select
          label="Urgency"
          data={['low', 'medium', 'high', 'urgent'].map((value) => ({ value, label: words(value) }))}
          value={typed.priority}
          allowDeselect={false}
          onChange={(value) => set({ priority: value ?? 'medium' })}
        />
        <NumberInput
          label={`Estimated value${currency === undefined ? '' : `, ${currency}`}`}
          required={needsValue}
          min={0}
          decimalScale={2}
          hideControls
          value={typed.value}
          onChange={(value) => set({ value })}
          error={problem?.reasonFor('estimated_value')}
        />
      </SimpleGrid>
    </>
  );
}

function isElsewhere(timezone: string): boolean {
  return timezone !== Intl.DateTimeFormat().resolvedOptions().timeZone;
}
