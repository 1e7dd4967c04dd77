/** What happened, as the hub tells it: one event of the log. */
export interface LiveEvent {
  position: number;
  account_id: string | null;
  kind: string;
  /** For example `orders/{id}`. */
  subject: string;
  topics: string[];
  at: string;
  actor: string;
  body: Readonly<Record<string, unknown>>;
}

/** What has no place in the log: tokens being spoken, presence. */
export interface NowEvent {
  kind: string;
  subject: string;
  body: Readonly<Record<string, unknown>>;
}

export interface Resync {
  topic: string;
  reason: string;
  position: number;
}

/** `orders/{id}` → id. */
export function subjectId(subject: string): string {
  return subject.slice(subject.indexOf('/') + 1);
}

/** The hub sends a body as an object; one that arrives as text is read here, once. */
export function withBody<T extends { body: unknown }>(event: T): T & { body: Record<string, unknown> } {
  const body = typeof event.body === 'string' ? (JSON.parse(event.body) as unknown) : event.body;
  return { ...event, body: (body ?? {}) as Record<string, unknown> };
}
