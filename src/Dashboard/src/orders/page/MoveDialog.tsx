import { Button, Group, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Order } from '../order';
import { actionLabel } from '../status';
import type { Move } from './useOrder';

interface MoveDialogProps {
  order: Order;
  to: string;
  isSending: boolean;
  onClose: () => void;
  onMove: (move: Move) => void;
}

/** What a step needs beside itself: a reason, a price, a parcel's number. */
export function MoveDialog({ order, to, isSending, onClose, onMove }: MoveDialogProps) {
  const [text, setText] = useState('');
  const [price, setPrice] = useState<string | number>('');
  const [tracking, setTracking] = useState('');
  const [carrier, setCarrier] = useState('');
  const needsReason = to === 'cancelled';
  const takesPrice = order.kind === 'service' && to === 'completed';
  const or = (value: string) => (value.trim() === '' ? undefined : value.trim());

  // Goods that somebody takes along have no carrier, and the server wants that said.
  const goesWithoutCarrier =
    to === 'shipped' && order.tracking_number === null && or(carrier) === undefined && or(tracking) === undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMove({
      status: to,
      reason: needsReason || to === 'new' ? or(text) : undefined,
      note: needsReason || to === 'new' ? undefined : or(text),
      dealing_price: takesPrice && price !== '' ? Number(price) : undefined,
      tracking_number: or(tracking),
      carrier: goesWithoutCarrier ? 'none' : or(carrier),
    });
  };
  return (
    <Modal opened onClose={onClose} title={`${actionLabel(to)} – ${order.order_number}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {needsReason && (
            <Text size="sm" c="dimmed">
              The customer sees that the order was cancelled. Everybody who was offered it is told.
            </Text>
          )}
          {takesPrice && (
            <NumberInput
              label={`Final price, ${order.currency}`}
              description={order.amount_minor === null ? undefined : 'Empty keeps the amount as it is'}
              min={0}
              decimalScale={2}
              hideControls
              data-autofocus
              value={price}
              onChange={setPrice}
            />
          )}
          {to === 'shipped' && (
            <Group grow gap="sm" align="flex-start">
              <TextInput
                label="Carrier"
                description="Empty: without one"
                value={carrier}
                onChange={(event) => setCarrier(event.currentTarget.value)}
                data-autofocus
              />
              <TextInput
                label="Tracking number"
                description="Needed with a carrier"
                required={or(carrier) !== undefined}
                withAsterisk={false}
                value={tracking}
                onChange={(event) => setTracking(event.currentTarget.value)}
              />
            </Group>
          )}
          <Textarea
            label={needsReason ? 'Reason' : to === 'new' ? 'Why it goes back' : 'Note'}
            required={needsReason}
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus={needsReason || undefined}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep as it is
            </Button>
            <Button type="submit" color={needsReason ? 'red' : undefined} loading={isSending}>
              {actionLabel(to)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
