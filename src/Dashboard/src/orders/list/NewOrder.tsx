import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ask } from '../../http/client';
import { newKey } from '../../http/intents';
import { asProblem, ProblemCode, sayDone } from '../../shell/Failed';
import { serviceCategories } from '../../shops/shop';
import { useShops } from '../../shops/useShops';
import { words } from '../../format/words';
import type { Order } from '../order';

const nothing = {
  name: '',
  phone: '',
  email: '',
  line1: '',
  city: '',
  postal: '',
  category: 'repairs',
  label: '',
  description: '',
  when: '',
  priority: 'medium',
  value: '' as string | number,
  shop: null as string | null,
};

/** An order that somebody takes down by hand. */
export function NewOrder({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New service order" size="lg" keepMounted={false}>
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
  const set = (change: Partial<typeof nothing>) => {
    setTyped((before) => ({ ...before, ...change }));
    // Another body is another intent: the server refuses a key that comes back with a different one.
    setKey(newKey());
  };
  const field = (name: keyof typeof nothing) => ({
    value: typed[name] as string,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const placing = useMutation({
    mutationFn: () =>
      ask<Order>('/api/v1/orders', {
        method: 'POST',
        body: bodyOf(typed, shop?.id, shop?.currency),
        idempotencyKey: key,
      }),
    onSuccess: ({ value }) => {
      sayDone(`${value.order_number} placed`);
      onClose();
      void navigate(`/orders/${value.id}`);
    },
  });
  const problem = placing.isError ? asProblem(placing.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    placing.mutate();
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {problem !== null && (
          <Alert color="red" variant="light" role="alert">
            {problem.detail ?? problem.title}
            <ProblemCode problem={problem} />
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label="Customer"
            required
            data-autofocus
            {...field('name')}
            error={problem?.reasonFor('customer.name')}
          />
          <TextInput
            label="Phone"
            required
            type="tel"
            placeholder="+1 555 012 3456"
            {...field('phone')}
            error={problem?.reasonFor('customer.phone')}
          />
          <Select
            label="Service"
            data={serviceCategories.map((value) => ({ value, label: words(value) }))}
            value={typed.category}
            allowDeselect={false}
            onChange={(value) => set({ category: value ?? 'other' })}
          />
          <TextInput
            label="What exactly"
            placeholder="AC repair"
            {...field('label')}
            error={problem?.reasonFor('service_label')}
          />
        </SimpleGrid>
        <Textarea
          label="Description"
          required
          autosize
          minRows={2}
          {...field('description')}
          error={problem?.reasonFor('description')}
        />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <TextInput
            label="Street"
            required
            {...field('line1')}
            error={problem?.reasonFor('address.line1', 'address')}
          />
          <TextInput label="City" {...field('city')} error={problem?.reasonFor('address.city')} />
          <TextInput label="Postal code" {...field('postal')} error={problem?.reasonFor('address.postal_code')} />
          <TextInput
            label="When"
            placeholder="tomorrow afternoon"
            {...field('when')}
            error={problem?.reasonFor('requested_time')}
          />
          <Select
            label="Urgency"
            data={['low', 'medium', 'high', 'urgent'].map((value) => ({ value, label: words(value) }))}
            value={typed.priority}
            allowDeselect={false}
            onChange={(value) => set({ priority: value ?? 'medium' })}
          />
          <NumberInput
            label={`Estimated value${shop ? `, ${shop.currency}` : ''}`}
            min={0}
            decimalScale={2}
            hideControls
            value={typed.value}
            onChange={(value) => set({ value })}
            error={problem?.reasonFor('estimated_value')}
          />
        </SimpleGrid>
        {shops.length > 1 && (
          <Select
            label="Shop"
            data={shops.map(({ id, name }) => ({ value: id, label: name }))}
            value={shop?.id ?? null}
            allowDeselect={false}
            onChange={(value) => set({ shop: value })}
          />
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

/** Empty fields are left out, so that the server says what is missing rather than that it is blank. */
function bodyOf(typed: typeof nothing, shopId: string | undefined, currency: string | undefined): unknown {
  const or = (text: string) => (text.trim() === '' ? undefined : text.trim());
  return {
    kind: 'service',
    shop_id: shopId,
    customer: { name: or(typed.name), phone: or(typed.phone), email: or(typed.email) },
    address: { line1: or(typed.line1), city: or(typed.city), postal_code: or(typed.postal) },
    service_category: typed.category,
    service_label: or(typed.label),
    description: or(typed.description),
    priority: typed.priority,
    requested_time: or(typed.when) === undefined ? undefined : { text: typed.when.trim() },
    currency,
    estimated_value: typed.value === '' ? undefined : Number(typed.value),
  };
}
