import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ask } from '../../http/client';
import { newKey } from '../../http/intents';
import { Problem } from '../../http/problem';
import { changed } from '../../http/queries';
import { asProblem, ProblemCode, sayDone } from '../../shell/Failed';
import { useShops } from '../../shops/useShops';
import { useShopItems } from '../../stock/useStock';
import type { Order } from '../order';
import { CustomerFields } from '../form/CustomerFields';
import { LineFields } from '../form/LineFields';
import { ServiceFields } from '../form/ServiceFields';
import { bodyOf, kindOf, nothing, zoneOf, type Kind, type Typed } from '../form/typed';
import { priced, waresOf } from '../form/wares';

/** An order that somebody takes down by hand. */
export function NewOrder({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New order" size="lg" keepMounted={false}>
      <NewOrderForm onClose={onClose} />
    </Modal>
  );
}

function NewOrderForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const shops = useShops().data ?? [];
  const [typed, setTyped] = useState(nothing);
  const [key, setKey] = useState(newKey);
  const shop = shops.find(({ id }) => id === typed.shop) ?? shops[0];
  const kind = kindOf(typed, shop);
  const items = useShopItems(kind === 'product' ? shop?.id : undefined).data;
  const wares = useMemo(() => waresOf(shop, items ?? []), [shop, items]);
  const set = (change: Partial<Typed>) => {
    setTyped((before) => ({ ...before, ...change }));
    // Another body is another intent: the server refuses a key that comes back with a different one.
    setKey(newKey());
  };
  // Whoever types faster than the shop's goods come gets their prices when they do.
  const known = useRef(wares);
  useEffect(() => {
    const lines = priced(typed.lines, known.current, wares);
    known.current = wares;
    if (lines !== typed.lines) set({ lines });
  }, [wares]);
  const placing = useMutation({
    mutationFn: () =>
      ask<Order>('/api/v1/orders', { method: 'POST', body: bodyOf(typed, kind, shop, wares), idempotencyKey: key }),
    onSuccess: ({ value }) => {
      sayDone(`${value.order_number} placed`);
      onClose();
      void navigate(`/orders/${value.id}`);
    },
    onError: (error) => {
      // What was refused is refused under its key for good; whoever tries again asks anew.
      if (error instanceof Problem && error.status >= 400 && error.status < 500) setKey(newKey());
      void changed(['items']);
    },
  });
  const problem = placing.isError ? asProblem(placing.error) : null;
  // On a phone the button is far below what was wrong.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const wrong = form.current?.querySelector('[aria-invalid="true"]') ?? form.current?.querySelector('[role="alert"]');
    if (placing.isError) wrong?.scrollIntoView({ block: 'center' });
  }, [placing.isError, placing.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    placing.mutate();
  };

  return (
    <form ref={form} onSubmit={submit}>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label="What is ordered"
          data={[
            { value: 'service', label: 'Service' },
            { value: 'product', label: 'Goods' },
          ]}
          value={kind}
          onChange={(value) => set({ kind: value as Kind })}
        />
        {problem !== null && (
          <Alert color="red" variant="light" role="alert">
            {problem.said ?? problem.title}
            <ProblemCode problem={problem} />
          </Alert>
        )}
        {shops.length > 1 && (
          <Select
            label="Shop"
            data={shops.map(({ id, name }) => ({ value: id, label: name }))}
            value={shop?.id ?? null}
            allowDeselect={false}
            onChange={(value) => set({ shop: value })}
          />
        )}
        {kind === 'product' && (
          <LineFields
            lines={typed.lines}
            wares={wares}
            currency={shop?.currency ?? 'USD'}
            problem={problem}
            onChange={(lines) => {
              // What was wrong was said of lines by their place.
              if (lines.length < typed.lines.length) placing.reset();
              set({ lines });
            }}
          />
        )}
        <CustomerFields typed={typed} set={set} isService={kind === 'service'} problem={problem} />
        {kind === 'service' && (
          <ServiceFields typed={typed} set={set} currency={shop?.currency} timezone={zoneOf(shop)} problem={problem} />
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={placing.isPending}>
            Place order
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
