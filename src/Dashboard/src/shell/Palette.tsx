import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPhone, IconReceipt, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { phone } from '../format/phone';
import { words } from '../format/words';
import { get } from '../http/client';
import type { Page } from '../live/merge';
import { summary, type OrderRow } from '../orders/order';
import { usePlaces } from './goTo';

/** Ctrl-K: places, and whatever order matches what is typed. */
export function Palette() {
  const navigate = useNavigate();
  const places = usePlaces();
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), 150);
  const orders = useQuery({
    queryKey: ['palette', wanted],
    enabled: wanted.length >= 2,
    queryFn: ({ signal }) => get<Page<OrderRow>>(`/api/v1/orders?limit=6&q=${encodeURIComponent(wanted)}`, signal),
  });

  const placeActions: SpotlightActionData[] = places.map((place) => ({
    id: place.path,
    label: place.label,
    description: place.hint,
    leftSection: <place.icon size={20} stroke={1.6} />,
    rightSection: <kbd className="key">g {place.key}</kbd>,
    onClick: () => void navigate(place.path),
  }));
  const orderActions: SpotlightActionData[] = (orders.data?.items ?? []).map((order) => ({
    id: order.id,
    label: `${order.order_number} · ${summary(order)}`,
    description: `${order.customer.name ?? phone(order.customer.phone)} · ${words(order.status)}`,
    // What the server found needn't contain the typed text in its label.
    keywords: wanted,
    leftSection: <IconReceipt size={20} stroke={1.6} />,
    onClick: () => void navigate(`/orders/${order.id}`),
  }));
  const searches: SpotlightActionData[] =
    wanted === ''
      ? []
      : [
          search('orders', `Search orders for “${wanted}”`, <IconReceipt size={20} stroke={1.6} />),
          search('calls', `Search calls for “${wanted}”`, <IconPhone size={20} stroke={1.6} />),
        ];

  function search(where: string, label: string, icon: React.ReactNode): SpotlightActionData {
    const go = () => void navigate(`/${where}?q=${encodeURIComponent(wanted)}`);
    return { id: `search-${where}`, label, keywords: wanted, leftSection: icon, onClick: go };
  }

  const groups: SpotlightActionGroupData[] = [
    { group: 'Orders', actions: orderActions },
    { group: 'Go to', actions: placeActions },
    { group: 'Search', actions: searches },
  ];

  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K']}
      nothingFound="Nothing found"
      highlightQuery
      limit={14}
      scrollable
      maxHeight={440}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} />,
        placeholder: 'Find an order, a customer, a page…',
        'aria-label': 'Find anything',
      }}
    />
  );
}
