import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Order } from './order';
import { useOrderCommand } from './useOrder';

/** Takes a finished order back into work, for owners and managers, with a reason that stays in its history. */
export function ReopenDialog({ order, isOpen, onClose }: { order: Order; isOpen: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const reopening = useOrderCommand<string>(order, (text) => ({
    path: '/reopen',
    method: 'POST',
    body: { reason: text },
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reopening.mutate(reason.trim(), { onSuccess: onClose });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Reopen ${order.order_number}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            label="Reason"
            required
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={reopening.isPending}>
              Reopen
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
