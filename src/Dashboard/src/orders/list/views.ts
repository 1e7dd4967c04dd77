import { useLocalStorage } from '@mantine/hooks';
import { useAccountId } from '../../accounts/me';

/** A list that somebody comes back to: a name and the part of the URL after the question mark. */
export interface View {
  name: string;
  search: string;
}

export const builtIn: readonly View[] = [
  { name: 'All', search: '' },
  { name: 'Open', search: 'stage=open&stage=committed' },
  { name: 'Needs attention', search: 'stage=open&dispatch_status=exhausted' },
  { name: 'In progress', search: 'stage=in_transit&stage=in_progress' },
  { name: 'Done', search: 'stage=done' },
  { name: 'Cancelled', search: 'stage=cancelled' },
];

const ViewsMax = 12;

/** A person's own views, kept in this browser for each account. */
export function useViews() {
  const account = useAccountId();
  const [own, setOwn] = useLocalStorage<View[]>({ key: `platform.views.orders.${account ?? 'own'}`, defaultValue: [] });
  return {
    views: [...builtIn, ...own],
    isOwn: (view: View) => own.some((mine) => mine.name === view.name),
    save: (view: View) =>
      setOwn((before) => [...before.filter((mine) => mine.name !== view.name), view].slice(-ViewsMax)),
    remove: (view: View) => setOwn((before) => before.filter((mine) => mine.name !== view.name)),
  };
}

/** The same filters in another order are the same view. */
export function isSameSearch(one: string, other: string): boolean {
  const sorted = (search: string) =>
    [...new URLSearchParams(search)]
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join('&');
  return sorted(one) === sorted(other);
}
