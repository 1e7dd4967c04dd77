import { Group, Stack, TextInput } from '@mantine/core';
import type { Problem } from '../http/problem';
import type { ShopContact } from './shop';

interface ContactProps {
  contact: ShopContact | null;
  onChange: (contact: ShopContact) => void;
  problem: Problem | null;
}

const none: ShopContact = { phone: null, email: null, address: null };

/** How people reach the shop. The numbers that the platform answers are elsewhere. */
export function Contact({ contact, onChange, problem }: ContactProps) {
  const known = contact ?? none;
  const change = (next: Partial<ShopContact>) => onChange({ ...known, ...next });
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <TextInput
          label="Phone"
          type="tel"
          placeholder="+12125550100"
          value={known.phone ?? ''}
          onChange={(event) => change({ phone: event.currentTarget.value || null })}
          error={problem?.reasonFor('contact.phone')}
        />
        <TextInput
          label="E-mail"
          type="email"
          value={known.email ?? ''}
          onChange={(event) => change({ email: event.currentTarget.value || null })}
          error={problem?.reasonFor('contact.email')}
        />
      </Group>
      <TextInput
        label="Street address"
        value={known.address ?? ''}
        onChange={(event) => change({ address: event.currentTarget.value || null })}
        error={problem?.reasonFor('contact.address')}
      />
    </Stack>
  );
}
