import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { get } from '../http/client';
import { session } from './session';

export type Role = 'owner' | 'manager' | 'staff' | 'vendor' | 'platform_admin';

export interface Membership {
  account_id: string;
  name: string;
  role: Role;
  shop_id: string | null;
}

export interface Me {
  user_id: string;
  email: string;
  name: string;
  platform_admin: boolean;
  vendor_id: string | null;
  accounts: Membership[];
}

export function useSignedIn(): boolean {
  return useSyncExternalStore(session.subscribe, () => session.signedIn);
}

export function useAccountId(): string | null {
  return useSyncExternalStore(session.subscribe, () => session.accountId);
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => get<Me>('/api/v1/me', signal), staleTime: 5 * 60_000 });
}

/** The membership that the page works under: the chosen one, else the first. */
export function currentMembership(me: Me | undefined, accountId: string | null): Membership | undefined {
  return me?.accounts.find((membership) => membership.account_id === accountId) ?? me?.accounts[0];
}

/** Where this person belongs: someone who only does jobs gets the vendor app. */
export function homeOf(me: Me): string {
  const runsAnAccount = me.platform_admin || me.accounts.some((membership) => membership.role !== 'vendor');
  return !runsAnAccount && me.vendor_id !== null ? '/vendor' : '/';
}

/** Whether this person may change shops and what they sell. */
export function useMayChangeShops(): boolean {
  const me = useMe().data;
  return managesShops(me, currentMembership(me, useAccountId()));
}

/** Owners and platform admins manage people and keys. */
export function managesPeople(me: Me | undefined, membership: Membership | undefined): boolean {
  return me?.platform_admin === true || membership?.role === 'owner';
}

/** Owners, managers and platform admins decide about shops: what is reopened, what is run out of its turn. */
export function managesShops(me: Me | undefined, membership: Membership | undefined): boolean {
  return managesPeople(me, membership) || membership?.role === 'manager';
}
