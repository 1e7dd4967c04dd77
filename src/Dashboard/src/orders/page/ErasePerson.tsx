import { useStanding } from '../../accounts/me';
import { phone } from '../../format/phone';
import { ask } from '../../http/client';
import { PersonalData } from '../../shell/PersonalData';
import type { Order } from '../order';

/** Takes the customer out of everything that is kept of them; for owners. Figures and invoices' sums stay. */
export function ErasePerson({ order }: { order: Order }) {
  const mayErase = useStanding().owns;
  if (!mayErase || order.erasure !== null || order.stage === 'draft') return null;
  const number = order.customer.phone;
  const what = number === null ? 'this order' : `all orders and calls of ${phone(number)}`;
  return (
    <PersonalData
      who="customer"
      from={what}
      effect={`Name, number, addresses and words go from ${what}, and the name from invoices. Figures, numbers and sums stay.`}
      erase={(reason) =>
        number === null
          ? ask(`/api/v1/orders/${order.id}/erase-person`, { method: 'POST', body: { reason }, version: order.version })
          : ask('/api/v1/customers/erase-person', { method: 'POST', body: { phone: number, reason } })
      }
      changes={['order', order.id]}
    />
  );
}
