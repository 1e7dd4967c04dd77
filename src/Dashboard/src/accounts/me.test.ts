import { describe, expect, it } from 'vitest';
import { standingOf, type Me, type Role } from './me';

const me: Me = { user_id: 'u', email: 'a@b.test', name: 'Ada', platform_admin: false, vendor_id: null, accounts: [] };
const as = (role: Role) => standingOf(me, { account_id: 'a', name: 'One', role, shop_id: null });

describe('what somebody may do', () => {
  it('follows from the role as the server has it', () => {
    expect(as('owner')).toEqual({
      isAdmin: false,
      owns: true,
      manages: true,
      gives: ['owner', 'manager', 'staff'],
      boundTo: null,
    });
    expect(as('manager')).toEqual({ isAdmin: false, owns: false, manages: true, gives: ['staff'], boundTo: null });
    expect(as('staff')).toEqual({ isAdmin: false, owns: false, manages: false, gives: [], boundTo: null });
    expect(standingOf(undefined, undefined).manages).toBe(false);
  });
  it('is of one shop for who is bound to it', () => {
    const manager = { account_id: 'a', name: 'One', role: 'manager', shop_id: 's' } as const;
    expect(standingOf(me, manager).boundTo).toBe('s');
  });
  it('is an owner’s for who runs the platform', () => {
    const admin = standingOf({ ...me, platform_admin: true }, undefined);
    expect(admin).toEqual({
      isAdmin: true,
      owns: true,
      manages: true,
      gives: ['owner', 'manager', 'staff'],
      boundTo: null,
    });
  });
});
