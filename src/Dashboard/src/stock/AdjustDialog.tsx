import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Problem } from '../http/problem';
import { adjustments, onHandAfter, type AdjustKind, type Item } from './stock';
import { useItemCommand } from './useStock';

interface Adjust {
  kind: AdjustKind;
  quantity: number;
  reason?: string;
}

/** Pieces came, went or were counted: what there will be is said before it is sent. */
export function AdjustDialog({ item, onClose }: { item: Item; onClose: () => void }) {
  const [kind, setKind] = useState<AdjustKind>('received');
  const [typed, setTyped] = useState<string | number>('');
  const [reason, setReason] = useState('');
  const adjusting = useItemCommand<Adjust>(item, () => ({ path: `/api/v1/stock/${item.id}/adjust`, method: 'POST' }));
  const problem = adjusting.error instanceof Problem ? adjusting.error : null;
  const quantity = typed === '' ? null : Number(typed);
  const after = onHandAfter(item, kind, quantity);
  const isTooFew = after !== null && after < item.reserved;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (quantity === null || after === null) return;
    const body = { kind, quantity, reason: reason.trim() === '' ? undefined : reason.trim() };
    adjusting.mutate(body, { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title={`Adjust – ${item.name}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <SegmentedControl
            fullWidth
            aria-label="What happened"
            data={adjustments.map(({ kind: value, label }) => ({ value, label }))}
            value={kind}
            onChange={(value) => setKind(value as AdjustKind)}
          />
          <NumberInput
            label={adjustments.find((one) => one.kind === kind)?.ask}
            allowDecimal={false}
            allowNegative={kind === 'adjusted'}
            required
            data-autofocus
            value={typed}
            onChange={setTyped}
            error={isTooFew ? `${item.reserved.toLocaleString('en-US')} are promised` : problem?.reasonFor('quantity')}
          />
          <TextInput
            label="Reason"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problem?.reasonFor('reason')}
          />
          <Text size="sm" c="dimmed" className="figures">
            {after === null
              ? `${item.on_hand.toLocaleString('en-US')} on hand now`
              : `${item.on_hand.toLocaleString('en-US')} → ${after.toLocaleString('en-US')} on hand`}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={after === null || isTooFew} loading={adjusting.isPending}>
              Write it down
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
