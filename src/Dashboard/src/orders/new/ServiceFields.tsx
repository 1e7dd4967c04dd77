import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { words } from '../../format/words';
import type { Problem } from '../../http/problem';
import { serviceCategories } from '../../shops/shop';
import type { Typed } from './typed';

interface Props {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  currency: string | undefined;
  problem: Problem | null;
}

/** What is to be done, when, and for about how much. */
export function ServiceFields({ typed, set, currency, problem }: Props) {
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
          label="When"
          placeholder="tomorrow afternoon"
          value={typed.when}
          onChange={(event) => set({ when: event.currentTarget.value })}
          error={problem?.reasonFor('requested_time', 'requested_time.text')}
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
