import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../http/client';
import { newKey } from '../http/intents';
import { changed } from '../http/queries';
import { asProblem } from '../shell/Failed';
import classes from './Track.module.css';
import type { Tracked } from './tracking';

const ReasonLengthMax = 500;

/** The customer takes the order back, after one question, as long as that is possible. */
export function CancelOrder({ order, token }: { order: Tracked; token: string }) {
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(newKey);
  const cancelling = useMutation({
    mutationFn: () =>
      ask<Tracked>('/api/v1/track/cancel', {
        method: 'POST',
        body: { reason: reason.trim() === '' ? undefined : reason.trim(), token },
        idempotencyKey: key,
        anonymous: true,
      }),
    onSuccess: () => setAsking(false),
    // Also when it was refused: then the order is not where it was any more.
    onSettled: () => changed(['track']),
  });
  const close = () => {
    setAsking(false);
    cancelling.reset();
  };
  if (order.may_cancel !== true && !isAsking) return null;
  return (
    <section className={classes.cancel}>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        Cancel this order
      </Button>
      <Modal opened={isAsking} onClose={close} title={`Cancel ${order.order_number}?`} centered>
        <Stack gap="md">
          <Text>Nobody will come, and nothing will be sent.</Text>
          <Textarea
            label="Why, if you like to say"
            autosize
            minRows={2}
            maxLength={ReasonLengthMax}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
              // Another body is another intent.
              setKey(newKey());
            }}
          />
          {cancelling.isError && (
            <Text c="red" role="alert">
              {whyNot(cancelling.error)}
            </Text>
          )}
          <Group grow>
            <Button size="md" variant="default" data-autofocus onClick={close}>
              Keep it
            </Button>
            <Button size="md" color="red" loading={cancelling.isPending} onClick={() => cancelling.mutate()}>
              Cancel order
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
}

function whyNot(error: unknown): string {
  const { code, detail, title } = asProblem(error);
  if (code === 'too-late-to-cancel') return 'It is too late to cancel here. Please ring the shop.';
  return code === 'shop-cancels' ? 'This shop cancels orders itself. Please ring it.' : (detail ?? title);
}
