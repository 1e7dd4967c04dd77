import { useMemo } from 'react';
import { useMe, useStanding } from '../accounts/me';
import { useMembers } from '../accounts/useMembers';
import { useVendors } from '../vendors/useVendors';
import { actorText } from './actors';

/** Says who did something, by name where this reader may know names. */
export function useActors(): (actor: string | null) => string {
  const me = useMe().data;
  const members = useMembers(useStanding().manages).data;
  const vendors = useVendors().data;
  return useMemo(() => {
    const names = new Map((members ?? []).map((person) => [person.user_id, person.name ?? person.email]));
    for (const vendor of vendors ?? []) {
      const name = vendor.name ?? vendor.email;
      if (name !== null) names.set(vendor.vendor_id, name);
    }
    if (me !== undefined) names.set(me.user_id, 'You');
    return (actor: string | null) => actorText(actor, names);
  }, [members, vendors, me]);
}
