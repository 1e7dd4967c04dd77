import { Button, Drawer, NumberInput, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { minorOf } from '../../format/money';
import { vendorActions, type Job } from './work';

interface MoveSheetProps {
  job: Job;
  to: string;
  onClose: () => void;
  onMove: (more: { note?: string; dealing_price?: number }) => void;
}

/** Comes up from below: the price when the work is done, a word why when it is not. */
export function MoveSheet({ job, to, onClose, onMove }: MoveSheetProps) {
  const isDone = to === 'completed';
  const [price, setPrice] = useState<string | number>('');
  const [note, setNote] = useState('');
  const isWrong = price !== '' && minorOf(price, job.currency) === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMove({
      note: note.trim() === '' ? undefined : note.trim(),
      dealing_price: price === '' ? undefined : Number(price),
    });
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="auto"
      radius="lg"
      title={vendorActions[to]}
      styles={{ title: { fontWeight: 650, fontSize: 20 } }}
    >
      <form onSubmit={submit}>
        <Stack gap="md" pb="env(safe-area-inset-bottom)">
          {isDone && (
            <NumberInput
              size="lg"
              label={`Final price, ${job.currency}`}
              description={job.amount_minor !== null ? 'Empty keeps the price as it is' : undefined}
              inputMode="decimal"
              min={0}
              decimalScale={2}
              hideControls
              required={job.amount_minor === null}
              value={price}
              onChange={setPrice}
              error={isWrong ? 'Not an amount' : undefined}
              data-autofocus
            />
          )}
          <Textarea
            size="lg"
            label={isDone ? 'Note' : 'Why?'}
            required={!isDone}
            autosize
            minRows={2}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit" size="xl" h={60} color={isDone ? undefined : 'red'} disabled={isWrong}>
            {vendorActions[to]}
          </Button>
        </Stack>
      </form>
    </Drawer>
  );
}
