import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useVendors } from '../../vendors/useVendors';
import type { Order } from '../order';
import { useOrderCommand } from './useOrder';

/** Starts offering an order, or takes it from one vendor and gives it to the next. */
export function DispatchButton({ order }: { order: Order }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const isAssigned = order.vendor_id !== null;
  const isOver = order.stage === 'done' || order.stage === 'cancelled' || order.stage === 'in_progress';
  if (isOver || order.dispatch_status === 'offering') return null;
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={open}>
        {isAssigned ? 'Reassign' : 'Offer it'}
      </Button>
      {isOpen && <DispatchDialog order={order} isAssigned={isAssigned} onClose={close} />}
    </>
  );
}

function DispatchDialog({ order, isAssigned, onClose }: { order: Order; isAssigned: boolean; onClose: () => void }) {
  const vendors = useVendors().data ?? [];
  const [vendor, setVendor] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const path = isAssigned ? '/reassign' : '/dispatch';
  const sending = useOrderCommand<{ vendor_id?: string; reason?: string }>(order, (body) => ({
    path,
    method: 'POST',
    body,
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(
      { vendor_id: vendor ?? undefined, reason: reason.trim() === '' ? undefined : reason.trim() },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={isAssigned ? `Reassign ${order.order_number}` : `Offer ${order.order_number}`}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Select
            label="To whom"
            placeholder="The best ones, in waves"
            clearable
            data={vendors
              .filter(({ status }) => status === 'approved')
              .map(({ vendor_id, name }) => ({ value: vendor_id, label: name ?? vendor_id }))}
            value={vendor}
            onChange={setVendor}
          />
          <Textarea
            label="Reason"
            required={isAssigned}
            maxLength={500}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={sending.isPending}>
              {isAssigned ? 'Reassign' : 'Offer'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
