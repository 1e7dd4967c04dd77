import { SimpleGrid, TextInput } from '@mantine/core';
import type { Problem } from '../../http/problem';
import type { Typed } from './typed';

const texts = ['name', 'phone', 'email', 'line1', 'line2', 'city', 'state', 'postal', 'country'] as const;

interface CustomerProps {
  typed: Typed;
  set: (change: Partial<Typed>) => void;
  isService: boolean;
  /** All parts of the address, as they may have come by another way than this form. */
  isWhole?: boolean;
  problem: Problem | null;
}

/** Who orders, and where it goes. A service needs a number to ring and a place; goods one of number and e-mail. */
export function CustomerFields({ typed, set, isService, isWhole = false, problem }: CustomerProps) {
  const field = (name: (typeof texts)[number]) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const hasAddress = texts.slice(4).some((name) => typed[name].trim() !== '');
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          label="Customer"
          required
          data-autofocus
          {...field('name')}
          error={problem?.reasonFor('customer.name')}
        />
        <TextInput
          label="Phone"
          required={isService || typed.email.trim() === ''}
          type="tel"
          placeholder="+1 555 012 3456"
          {...field('phone')}
          error={problem?.reasonFor('customer.phone')}
        />
        <TextInput label="E-mail" type="email" {...field('email')} error={problem?.reasonFor('customer.email')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          label="Street"
          required={isService || hasAddress}
          {...field('line1')}
          error={problem?.reasonFor('address.line1', 'address')}
        />
        {isWhole && <TextInput label="Second line" {...field('line2')} error={problem?.reasonFor('address.line2')} />}
        <TextInput label="City" {...field('city')} error={problem?.reasonFor('address.city')} />
        <TextInput label="Postal code" {...field('postal')} error={problem?.reasonFor('address.postal_code')} />
        {isWhole && (
          <>
            <TextInput label="State" {...field('state')} error={problem?.reasonFor('address.state')} />
            <TextInput label="Country" {...field('country')} error={problem?.reasonFor('address.country')} />
          </>
        )}
      </SimpleGrid>
    </>
  );
}
