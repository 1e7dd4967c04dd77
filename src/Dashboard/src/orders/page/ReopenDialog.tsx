import { ReasonDialog } from '../../shell/ReasonDialog';
import type { Order } from '../order';
import { useOrderCommand } from './useOrder';

/** Takes a finished order back into work, for owners and managers, with a reason that stays in its history. */
export function ReopenDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const reopening = useOrderCommand<string>(order, (text) => ({
    path: '/reopen',
    method: 'POST',
    body: { reason: text },
  }));
  return (
    <ReasonDialog
      title={`Reopen ${order.order_number}`}
      action="Reopen"
      isBusy={reopening.isPending}
      onSubmit={(reason) => reopening.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
