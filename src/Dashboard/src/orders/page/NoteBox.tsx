import { Button, Group, Switch, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Order } from '../order';
import { useOrderCommand } from './useOrder';

/** A note into the history; internal unless somebody says that the customer may read it. */
export function NoteBox({ order }: { order: Order }) {
  const [text, setText] = useState('');
  const [isPublic, setPublic] = useState(false);
  const noting = useOrderCommand<{ text: string; public: boolean }>(order, (body) => ({
    path: '/notes',
    method: 'POST',
    body,
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    noting.mutate({ text: text.trim(), public: isPublic }, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={submit}>
      <Textarea
        aria-label="Note"
        placeholder="Write a note…"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Group justify="space-between" mt="xs">
          <Switch
            size="sm"
            label="The customer may read it"
            checked={isPublic}
            onChange={(event) => setPublic(event.currentTarget.checked)}
          />
          <Button type="submit" size="xs" loading={noting.isPending}>
            Add note
          </Button>
        </Group>
      )}
    </form>
  );
}
