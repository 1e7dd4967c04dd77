import { FilterChip } from '../shell/FilterChip';
import { useShopNames } from './useShops';

interface ShopChipProps {
  values: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Narrows a list to some shops. Who has one shop only has nothing to choose. */
export function ShopChip({ values, onChange }: ShopChipProps) {
  const choices = [...useShopNames()].map(([value, label]) => ({ value, label }));
  return choices.length > 1 ? <FilterChip label="Shop" choices={choices} values={values} onChange={onChange} /> : null;
}
