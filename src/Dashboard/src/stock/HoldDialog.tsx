import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Problem } from '../http/problem';
import { holdTimes, type Item } from './stock';
import { useHold } from './useStock';

/** Holds pieces for somebody, who may not come: they are free again by themselves. */
export function HoldDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const [typed, setTyped] = useState<string | number>(1);
  const [seconds, setSeconds] = useState('86400');
  const [reference, setReference] = useState('');
  const { hold } = useHold(item.id);
  const problem = hold.error instanceof Problem ? hold.error : null;
  const quantity = Number(typed);
  const isTooMany = quantity > item.available;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = reference.trim();
    hold.mutate(
      { quantity, expires_in_seconds: Number(seconds), reference: text === '' ? null : text },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal opened onClose={onClose} title={`Hold – ${item.name}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <NumberInput
            label="How many"
            allowDecimal={false}
            allowNegative={false}
            min={1}
            required
            data-autofocus
            value={typed}
            onChange={setTyped}
            error={
              isTooMany
                ? `${item.available.toLocaleString('en-US')} are left to promise`
                : problem?.reasonFor('quantity')
            }
          />
          <Select
            label="For how long"
            allowDeselect={false}
            data={[...holdTimes]}
            value={seconds}
            onChange={(value) => setSeconds(value ?? seconds)}
            error={problem?.reasonFor('expires_in_seconds')}
          />
          <TextInput
            label="What for"
            maxLength={200}
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
            error={problem?.reasonFor('reference')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={quantity < 1 || isTooMany} loading={hold.isPending}>
              Hold them
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
