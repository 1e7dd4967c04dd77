import {
  IconAlertTriangle,
  IconAntennaBars5,
  IconBuildingStore,
  IconCalendarRepeat,
  IconChartBar,
  IconChecklist,
  IconHeartbeat,
  IconKey,
  IconPackages,
  IconPhone,
  IconReceipt,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useStanding } from '../accounts/me';

/** A place of the app: in the navigation, in the palette, and behind two keys. */
export interface Place {
  label: string;
  path: string;
  /** Pressed after `g`. */
  key: string;
  icon: Icon;
  group: 'Work' | 'Business';
  hint: string;
  /** Only for whom it is open to; everybody, when left out. */
  isFor?: 'isAdmin' | 'owns' | 'manages';
}

export const places: readonly Place[] = [
  {
    label: 'Live board',
    path: '/',
    key: 'b',
    icon: IconAntennaBars5,
    group: 'Work',
    hint: 'Calls and orders as they happen',
  },
  {
    label: 'Orders',
    path: '/orders',
    key: 'o',
    icon: IconReceipt,
    group: 'Work',
    hint: 'All orders, with filters and search',
  },
  { label: 'Calls', path: '/calls', key: 'c', icon: IconPhone, group: 'Work', hint: 'All calls and what they came to' },
  { label: 'Tasks', path: '/tasks', key: 't', icon: IconChecklist, group: 'Work', hint: 'Call-backs and alerts' },
  { label: 'Vendors', path: '/vendors', key: 'v', icon: IconUsersGroup, group: 'Business', hint: 'Who does the work' },
  {
    label: 'Shops',
    path: '/shops',
    key: 's',
    icon: IconBuildingStore,
    group: 'Business',
    hint: 'Numbers, services, area, greeting',
  },
  {
    label: 'Daily sales',
    path: '/sales',
    key: 'd',
    icon: IconChartBar,
    group: 'Business',
    hint: 'Each shop’s days: what was ordered, sold, received',
  },
  {
    label: 'Jobs',
    path: '/jobs',
    key: 'j',
    icon: IconCalendarRepeat,
    group: 'Business',
    hint: 'Recurring work: what ran, what is next',
  },
  {
    label: 'Stock',
    path: '/stock',
    key: 'i',
    icon: IconPackages,
    group: 'Business',
    hint: 'Items, what is promised, what runs low',
  },
  {
    label: 'Webhooks',
    path: '/webhooks',
    key: 'w',
    icon: IconWebhook,
    group: 'Business',
    hint: 'What providers sent, and the verdict',
  },
  {
    label: 'Members',
    path: '/settings/members',
    key: 'm',
    icon: IconUsers,
    group: 'Business',
    hint: 'People and their roles',
    isFor: 'manages',
  },
  {
    label: 'API keys',
    path: '/settings/keys',
    key: 'k',
    icon: IconKey,
    group: 'Business',
    hint: 'Keys for machines',
    isFor: 'owns',
  },
  {
    label: 'Operations',
    path: '/operations',
    key: 'p',
    icon: IconHeartbeat,
    group: 'Business',
    hint: 'Processes, grains, consumers, dead letters',
    isFor: 'isAdmin',
  },
];

export const alertIcon = IconAlertTriangle;

/** Whether a path lies in a place: `/orders/42` is in Orders, and only `/` is the board. */
export function isIn(place: Place, path: string): boolean {
  return place.path === '/' ? path === '/' : path === place.path || path.startsWith(`${place.path}/`);
}

/** The places that this person can do something in. */
export function usePlaces(): readonly Place[] {
  const standing = useStanding();
  return useMemo(() => places.filter(({ isFor }) => isFor === undefined || standing[isFor]), [standing]);
}
