/** How a status is drawn: by its stage, because that is what both kinds of order share. */
const stageColors: Readonly<Record<string, string>> = {
  open: 'blue',
  committed: 'violet',
  in_transit: 'orange',
  in_progress: 'cyan',
  done: 'teal',
  cancelled: 'slate',
};

export function stageColor(stage: string): string {
  return stageColors[stage] ?? 'slate';
}

const priorityColors: Readonly<Record<string, string>> = {
  urgent: 'red',
  emergency: 'red',
  high: 'orange',
  low: 'slate',
};

export function priorityColor(priority: string): string | null {
  return priorityColors[priority] ?? null;
}

/** The straight way through, for drawing progress; side roads (cancelled, expired) have no step. */
export const steps: Readonly<Record<'service' | 'product', readonly string[]>> = {
  service: ['new', 'accepted', 'on_way', 'processing', 'completed'],
  product: ['pending', 'confirmed', 'processing', 'packaged', 'shipped', 'delivered'],
};

/** Words for a step to come, where the status word alone would be curt. */
const actions: Readonly<Record<string, string>> = {
  accepted: 'Accept',
  on_way: 'On the way',
  processing: 'Start work',
  completed: 'Complete',
  cancelled: 'Cancel order',
  confirmed: 'Confirm',
  packaged: 'Packaged',
  shipped: 'Shipped',
  delivered: 'Delivered',
  new: 'Back to new',
  pending: 'Submit',
};

export function actionLabel(to: string): string {
  return actions[to] ?? to.replaceAll('_', ' ');
}

/** Whether the step makes an order of a draft: nothing has to be said about it. */
export function isPlacing(order: { stage: string }, to: string): boolean {
  return order.stage === 'draft' && to !== 'cancelled';
}

/** What a step of this order is called. */
export function stepLabel(order: { stage: string }, to: string): string {
  return isPlacing(order, to) ? 'Place order' : actionLabel(to);
}

/** The next step on the order's way; the others wait in a menu. */
export function mainAction(kind: 'service' | 'product', status: string, allowed: readonly string[]): string | null {
  const way = steps[kind];
  const at = way.indexOf(status);
  return way.find((step, index) => index > at && allowed.includes(step)) ?? null;
}
