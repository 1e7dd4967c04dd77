import type { Erasure } from '../shell/Erased';

/** A call as the API answers it (docs/api.md). */
export interface Call {
  id: string;
  provider: string;
  provider_call_id: string;
  shop_id: string | null;
  direction: 'inbound' | 'outbound';
  from: string | null;
  to: string | null;
  status: string;
  outcome: string | null;
  end_reason: string | null;
  order_id: string | null;
  order_number: string | null;
  /** The call-back that it left. */
  task_id: string | null;
  started_at: string;
  initiated_at: string | null;
  ringing_at: string | null;
  answered_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  turn_count: number;
  draft: Draft | null;
  version: number;
  erasure: Erasure | null;
  /** When its words went because they were old enough. */
  words_erased_at?: string | null;
  /** Only asked for a single call. */
  has_recording?: boolean | null;
}

/** What the caller has said so far that an order needs. */
export interface Draft {
  intent: string | null;
  kind: string | null;
  service_category: string | null;
  service_label: string | null;
  customer_name: string | null;
  customer_phone: string | null;
  address: { raw: string; line1: string | null; city: string | null } | null;
  email: string | null;
  requested_time: { text: string; from: string | null } | null;
  priority: string | null;
  description: string | null;
  lines: { name: string; quantity: number }[];
  missing: string[];
  confirmed: boolean;
  field_turns: Record<string, number>;
}

export interface Turn {
  turn_no: number;
  speaker: 'caller' | 'agent';
  text: string;
  at: string;
  interrupted: boolean;
  /** What was heard before the caller cut in. */
  heard: string | null;
}

export interface Webhook {
  id: string;
  provider: string;
  path: string;
  received_at: string;
  verdict: string;
  latency_ms: number | null;
  status: number | null;
  body: string | null;
  call_id?: string | null;
}

const ended = new Set(['completed', 'busy', 'no_answer', 'failed', 'cancelled']);

/** The statuses of a call that is still on the line. */
export const liveStatuses = ['queued', 'initiated', 'ringing', 'in_progress'] as const;

export function isLive(call: Pick<Call, 'status'>): boolean {
  return !ended.has(call.status);
}

export interface DraftField {
  name: string;
  label: string;
  value: string | null;
  turnNo: number | null;
  isMissing: boolean;
}

const fieldLabels: readonly (readonly [keyof Draft, string])[] = [
  ['customer_name', 'Name'],
  ['customer_phone', 'Phone'],
  ['address', 'Address'],
  ['requested_time', 'When'],
  ['priority', 'Urgency'],
  ['description', 'Details'],
];

/** The draft as rows: always the same rows in the same order, so that they fill in place. What is ordered comes first. */
export function draftFields(draft: Draft | null): DraftField[] {
  const ordered = draft?.kind === 'product' ? (['lines', 'Goods'] as const) : (['service_label', 'Service'] as const);
  return [ordered, ...fieldLabels].map(([name, label]) => {
    const turnNo = draft === null ? null : turnOf(draft.field_turns, name);
    // Every draft has an urgency; it counts as filled once the caller has said one.
    const isSaid = draft !== null && (name !== 'priority' || turnNo !== null);
    return {
      name,
      label,
      value: isSaid ? textOf(draft[name]) : null,
      turnNo,
      isMissing: draft?.missing.some((missing) => isSameField(missing, name)) ?? false,
    };
  });
}

/** The draft's and the order's names for one field point at the same turn. */
export function turnOf(fieldTurns: Record<string, number> | null | undefined, name: string): number | null {
  const found = Object.entries(fieldTurns ?? {}).find(([field]) => isSameField(field, name));
  return found?.[1] ?? null;
}

function isSameField(one: string, other: string): boolean {
  return canonical(one) === canonical(other);
}

const aliases: Readonly<Record<string, string>> = {
  name: 'customer_name',
  phone: 'customer_phone',
  service: 'service_label',
  service_category: 'service_label',
  time: 'requested_time',
  customer_email: 'email',
};

function canonical(field: string): string {
  const plain = field
    .replaceAll('.', '_')
    .replace(/^address_.*/, 'address')
    .replace(/^requested_time_.*/, 'requested_time');
  return aliases[plain] ?? plain;
}

function linesText(lines: readonly (string | { name: string; quantity: number })[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : `${line.quantity} × ${line.name}`)).join(', ');
}

function textOf(value: Draft[keyof Draft]): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return linesText(value) || null;
  if (typeof value !== 'object') return String(value);
  const parts = value as Record<string, string | null | undefined>;
  const address = [parts['line1'], parts['city']].filter(Boolean).join(', ');
  return (address === '' ? null : address) ?? parts['raw'] ?? parts['text'] ?? parts['from'] ?? null;
}
