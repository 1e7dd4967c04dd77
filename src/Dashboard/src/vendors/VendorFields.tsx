import { MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { words } from '../format/words';
import type { Problem } from '../http/problem';
import { AreaFields } from '../shops/AreaFields';
import { serviceCategories, type ServiceArea } from '../shops/shop';
import { servicesOf, type VendorService } from './vendor';

/** What is said of a vendor, new or known. */
export interface VendorCard {
  name: string;
  phone: string;
  services: VendorService[];
  area: ServiceArea;
}

interface VendorFieldsProps {
  card: VendorCard;
  onChange: (card: VendorCard) => void;
  problem: Problem | null;
  /** Between the name and the phone. */
  children?: React.ReactNode;
}

export function VendorFields({ card, onChange, problem, children }: VendorFieldsProps) {
  const set = (change: Partial<VendorCard>) => onChange({ ...card, ...change });
  return (
    <Stack gap="sm">
      <TextInput
        label="Name"
        required
        data-autofocus
        value={card.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={problem?.reasonFor('name')}
      />
      {children}
      <TextInput
        label="Phone"
        type="tel"
        placeholder="+1 646 555 0100"
        value={card.phone}
        onChange={(event) => set({ phone: event.currentTarget.value })}
        error={problem?.reasonFor('phone')}
      />
      <MultiSelect
        label="Does"
        description="Orders of these kinds are offered"
        data={serviceCategories.map((value) => ({ value, label: words(value) }))}
        value={[...new Set(card.services.map(({ category }) => category))]}
        onChange={(categories) => set({ services: servicesOf(categories, card.services) })}
        error={problem?.reasonFor('services')}
      />
      <div>
        <Text size="sm" fw={500} mb={6}>
          Works in
        </Text>
        <AreaFields area={card.area} onChange={(area) => set({ area })} problem={problem} field="area" />
      </div>
      {problem !== null && problem.errors.length === 0 && (
        <Text size="sm" c="red" role="alert">
          {problem.said ?? problem.title}
        </Text>
      )}
    </Stack>
  );
}

/** As the API takes it. */
export function bodyOf(card: VendorCard) {
  return {
    name: card.name.trim(),
    phone: card.phone.trim() === '' ? undefined : card.phone.trim(),
    services: card.services,
    area: card.area,
  };
}
