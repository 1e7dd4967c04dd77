import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';

interface Props {
  title: string;
  /** What the button says that does it. */
  action: string;
  description?: string;
  /** Whether it takes something away for good. */
  isFinal?: boolean;
  isBusy: boolean;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}

/** Asks why before something is done that stays in a history. */
export function ReasonDialog({ title, action, description, isFinal = false, isBusy, onSubmit, onClose }: Props) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(reason.trim());
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Textarea
            label="Reason"
            description={description}
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
            <Button type="submit" loading={isBusy} color={isFinal ? 'red' : undefined}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
