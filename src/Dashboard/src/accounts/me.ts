import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
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

/** What a person may do on the account that the page works under. */
export interface Standing {
  /** Runs the platform itself. */
  isAdmin: boolean;
  /** Decides about keys, and about owners and managers. */
  owns: boolean;
  /** Decides about shops and staff: what is reopened, what is run out of its turn, who is invited. */
  manages: boolean;
  /** What they may make somebody, and whom they may change and remove. */
  gives: readonly Role[];
  /** The one shop that they belong to; null for the whole account. */
  boundTo: string | null;
}

export function standingOf(me: Me | undefined, membership: Membership | undefined): Standing {
  const isAdmin = me?.platform_admin === true;
  const owns = isAdmin || membership?.role === 'owner';
  const manages = owns || membership?.role === 'manager';
  return {
    isAdmin,
    owns,
    manages,
    gives: owns ? ['owner', 'manager', 'staff'] : manages ? ['staff'] : [],
    boundTo: membership?.shop_id ?? null,
  };
}

export function useStanding(): Standing {
  const me = useMe().data;
  const accountId = useAccountId();
  return useMemo(() => standingOf(me, currentMembership(me, accountId)), [me, accountId]);
}
