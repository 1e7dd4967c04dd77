import { Alert, Button, Group, List, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { ask } from '../../http/client';
import { Problem } from '../../http/problem';
import { changed, queries } from '../../http/queries';
import type { Stamped } from '../../live/merge';
import { asProblem, ProblemCode, sayDone } from '../../shell/Failed';
import { UnsavedGuard } from '../../shell/UnsavedGuard';
import { useShops } from '../../shops/useShops';
import { useShopItems } from '../../stock/useStock';
import { CustomerFields } from '../form/CustomerFields';
import { LineFields } from '../form/LineFields';
import { ServiceFields } from '../form/ServiceFields';
import type { Typed } from '../form/typed';
import { waresOf } from '../form/wares';
import { contentsVersion, isEditable, type Order } from '../order';
import { hasTyped, patchOf, rebased, typedOf, type Clash } from './draftEdit';

interface News {
  taken: readonly string[];
  clashes: readonly Clash[];
}

const noNews: News = { taken: [], clashes: [] };

/** The contents of a draft, to be changed where they stand. What others save meanwhile comes in as they save it. */
export function EditDraft({ order, onClose }: { order: Order; onClose: () => void }) {
  const [base, setBase] = useState(() => ({ version: contentsVersion(order), typed: typedOf(order) }));
  const [typed, setTyped] = useState(base.typed);
  const [news, setNews] = useState(noNews);
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
  const isService = order.kind === 'service';
  const shop = useShops().data?.find(({ id }) => id === order.shop_id);
  const items = useShopItems(isService ? undefined : shop?.id).data;
  const wares = useMemo(
    () => (isService || shop?.currency !== order.currency ? [] : waresOf(shop, items ?? [])),
    [isService, shop, order.currency, items],
  );
  const isOpen = isEditable(order);
  const isUnsaved = hasTyped(base.typed, typed);

  const saving = useMutation({
    mutationFn: () =>
      ask<Order>(`/api/v1/orders/${order.id}`, {
        method: 'PATCH',
        body: patchOf(order, base.typed, typed, wares),
        version: base.version,
      }),
    onSuccess: ({ value, position }) => {
      sayDone('Saved');
      queries.setQueryData<Stamped<Order>>(['order', order.id], { value, position });
      onClose();
      void changed(['order', order.id]);
    },
    onError: (error) => {
      if (hasMovedOn(error)) void changed(['order', order.id]);
    },
  });
  const problem = saving.isError ? asProblem(saving.error) : null;
  const read = contentsVersion(order);
  if (base.version !== read && !saving.isPending && !saving.isSuccess) {
    const next = typedOf(order);
    const { typed: kept, taken, clashes } = rebased(base.typed, typed, next);
    const stillClashing = news.clashes.filter(({ field }) => clashes.every((clash) => clash.field !== field));
    setBase({ version: read, typed: next });
    setTyped(kept);
    setNews({ taken: [...new Set([...news.taken, ...taken])], clashes: [...stillClashing, ...clashes] });
  }

  const form = useForm(problem);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isOpen && isUnsaved) saving.mutate();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isUnsaved) return;
    event.stopPropagation();
    onClose();
  };

  return (
    <form ref={form} onSubmit={submit} onKeyDown={leave} aria-label="Edit the draft">
      <UnsavedGuard isUnsaved={isUnsaved && !saving.isSuccess} />
      <Stack gap="sm">
        {isOpen ? <Meanwhile news={news} onClose={() => setNews(noNews)} /> : <NoDraft />}
        {problem !== null && isOpen && <Refused problem={problem} />}
        <CustomerFields typed={typed} set={set} isService={isService} isWhole problem={problem} />
        {isService && (
          <ServiceFields
            typed={typed}
            set={set}
            currency={order.currency}
            timezone={order.timezone}
            needsValue={order.estimated_value_minor !== null}
            problem={problem}
          />
        )}
        {typed.lines.length > 0 && (
          <LineFields
            lines={typed.lines}
            wares={wares}
            currency={order.currency}
            problem={problem}
            onChange={(lines) => {
              // What was wrong was said of lines by their place.
              if (lines.length < typed.lines.length) saving.reset();
              set({ lines });
            }}
          />
        )}
        <NoteFields typed={typed} set={set} problem={problem} />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {isOpen ? 'Cancel' : 'Close'}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={!isOpen || !isUnsaved}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function hasMovedOn(error: unknown): boolean {
  return error instanceof Problem && (error.status === 412 || error.code === 'not-a-draft');
}

/** The form as an element: its first field is typed into at once, and what was wrong is brought into sight. */
function useForm(problem: Problem | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useEffect(() => {
    if (problem === null) return;
    const wrong = form.current?.querySelector('[aria-invalid="true"]') ?? form.current?.querySelector('[role="alert"]');
    wrong?.scrollIntoView({ block: 'center' });
  }, [problem]);
  return form;
}

/** Why it was not saved. */
function Refused({ problem }: { problem: Problem }) {
  return (
    <Alert color="red" variant="light" role="alert">
      {hasMovedOn(problem)
        ? 'Nothing was saved: somebody else was faster. What you typed is still here; look, and save again.'
        : (problem.said ?? problem.title)}
      <ProblemCode problem={problem} />
    </Alert>
  );
}

/** What somebody else, or the caller on the line, made of the draft since the form was opened. */
function Meanwhile({ news, onClose }: { news: News; onClose: () => void }) {
  if (news.taken.length === 0 && news.clashes.length === 0) return null;
  return (
    <Alert
      color="orange"
      role="alert"
      title="This draft was changed meanwhile"
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      {news.taken.length > 0 && <Text size="sm">Now shown as saved: {news.taken.join(', ').toLowerCase()}.</Text>}
      {news.clashes.length > 0 && (
        <>
          <Text size="sm">What you typed is kept here. Saving puts it in the place of:</Text>
          <List size="sm">
            {news.clashes.map(({ field, label, saved }) => (
              <List.Item key={field} style={{ overflowWrap: 'anywhere' }}>
                {label}: <b>{saved}</b>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}

function NoDraft() {
  return (
    <Alert color="orange" role="alert" title="This is no draft any more">
      Somebody placed or cancelled it meanwhile. Its contents stand as they were saved; what you typed since is only
      here.
    </Alert>
  );
}

interface NoteProps {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  problem: Problem | null;
}

function NoteFields({ typed, set, problem }: NoteProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Textarea
        label="Customer’s note"
        autosize
        minRows={1}
        value={typed.customerNotes}
        onChange={(event) => set({ customerNotes: event.currentTarget.value })}
        error={problem?.reasonFor('customer_notes')}
      />
      <Textarea
        label="Internal note"
        autosize
        minRows={1}
        value={typed.internalNotes}
        onChange={(event) => set({ internalNotes: event.currentTarget.value })}
        error={problem?.reasonFor('internal_notes')}
      />
    </SimpleGrid>
  );
}
