import { useStanding } from '../accounts/me';
import { ask } from '../http/client';
import { PersonalData } from '../shell/PersonalData';
import type { Call } from './call';

/** Takes the caller out of a call and of what came of it; for owners. Times, outcome and counts stay. */
export function EraseCaller({ call }: { call: Call }) {
  const mayErase = useStanding().owns;
  if (!mayErase || call.erasure !== null) return null;
  const what = call.order_number === null ? 'this call' : `this call and ${call.order_number}`;
  return (
    <PersonalData
      who="caller"
      from={what}
      effect={`Number, words, recording and call-back go from ${what}, and their customer record. Times, outcome and counts stay.`}
      erase={(reason) => ask(`/api/v1/calls/${call.id}/erase-person`, { method: 'POST', body: { reason } })}
      changes={['call', call.id]}
    />
  );
}
