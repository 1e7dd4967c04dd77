import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { asProblem } from '../shell/Failed';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { bodyOf, type TypedKey } from './apiKey';

const scopes = [
  'orders:read',
  'orders:write',
  'calls:read',
  'shops:read',
  'shops:write',
  'vendors:read',
  'vendors:write',
];

const nothing: TypedKey = { name: '', scopes: ['orders:read'], lastDay: '', shop: null };

/** Makes a key: what it may do, for which shop, and how long. */
export function NewKey({ onMade }: { onMade: (made: { name: string; secret: string }) => void }) {
  const [typed, setTyped] = useState(nothing);
  const set = (change: Partial<TypedKey>) => setTyped((before) => ({ ...before, ...change }));
  const shops = [...useShopNames()].map(([value, label]) => ({ value, label }));
  const making = useMutation({
    mutationFn: () => ask<{ secret: string }>('/api/v1/api-keys', { method: 'POST', body: bodyOf(typed) }),
    onSuccess: ({ value }) => {
      onMade({ name: typed.name.trim(), secret: value.secret });
      setTyped(nothing);
      void changed(['api-keys']);
    },
  });
  const problem = making.isError ? asProblem(making.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Section title="New key" style={{ marginBottom: 16 }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="Name"
            placeholder="Website form"
            required
            withAsterisk={false}
            maxLength={80}
            value={typed.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            error={problem?.reasonFor('name')}
          />
          <Checkbox.Group label="It may" value={[...typed.scopes]} onChange={(chosen) => set({ scopes: chosen })}>
            <Group gap="md" mt={6}>
              {scopes.map((scope) => (
                <Checkbox key={scope} size="sm" value={scope} label={scope} />
              ))}
            </Group>
          </Checkbox.Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label="Only for the shop"
              placeholder="All shops"
              clearable
              data={shops}
              value={typed.shop}
              onChange={(shop) => set({ shop })}
              error={problem?.reasonFor('shop_id')}
            />
            <TextInput
              type="date"
              label="Last day it works"
              value={typed.lastDay}
              onChange={(event) => set({ lastDay: event.currentTarget.value })}
              error={problem?.reasonFor('expires_at')}
            />
          </SimpleGrid>
          {problem !== null && problem.errors.length === 0 && (
            <Text size="sm" c="red" role="alert">
              {problem.said ?? problem.title}
            </Text>
          )}
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={making.isPending}
              disabled={typed.name.trim() === '' || typed.scopes.length === 0}
            >
              Make key
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
