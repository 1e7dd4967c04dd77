import { useSyncExternalStore } from 'react';
import { ask, get } from '../../http/client';
import { newKey } from '../../http/intents';
import { changed } from '../../http/queries';
import { sayFailed } from '../../shell/Failed';
import { verdictOf, withoutRefused, type Entry, type Verdict } from './outbox';
import { OutboxStore } from './outboxStore';
import type { Job } from './work';

const RetryMs = 4_000;
const RebasesMax = 3;

type Wanted = Pick<Entry, 'orderId' | 'what' | 'label'> & Partial<Pick<Entry, 'body' | 'image' | 'version'>>;

/** Sends what the vendor did, in order, one at a time, for as long as it takes. */
class Sender {
  private entries: readonly Entry[] = [];
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly store = new OutboxStore();
  private readonly listeners = new Set<() => void>();

  /** Takes up what an earlier visit left, and goes on whenever the network is back. */
  start(): () => void {
    const go = () => void this.drain();
    void this.store.all().then((kept) => {
      this.become(kept);
      go();
    });
    window.addEventListener('online', go);
    return () => {
      window.removeEventListener('online', go);
      if (this.timer !== null) clearTimeout(this.timer);
    };
  }

  async add(wanted: Wanted): Promise<void> {
    const entry: Entry = { body: null, image: null, version: null, ...wanted, key: newKey(), at: Date.now() };
    await this.store.put(entry);
    this.become([...this.entries, entry]);
    await this.drain();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  all = (): readonly Entry[] => this.entries;

  private async drain(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    if (this.timer !== null) clearTimeout(this.timer);
    try {
      for (let entry = this.entries[0]; entry !== undefined; entry = this.entries[0]) {
        const verdict = await attempt(entry);
        if (verdict.kind === 'wait') {
          this.timer = setTimeout(() => void this.drain(), RetryMs);
          return;
        }
        const rest =
          verdict.kind === 'refused'
            ? withoutRefused(this.entries, entry)
            : this.entries.filter(({ key }) => key !== entry.key);
        for (const gone of this.entries.filter((held) => !rest.includes(held))) await this.store.remove(gone.key);
        this.become(rest);
        if (verdict.kind === 'refused') sayFailed(verdict.problem, refusedTitle(entry, verdict.problem.code));
        await changed(['vendor-work']);
      }
    } finally {
      this.isSending = false;
    }
  }

  private become(entries: readonly Entry[]): void {
    this.entries = entries;
    for (const listener of this.listeners) listener();
  }
}

/** One entry, sent; when only the version was behind, read again and sent again under the same key's intent. */
async function attempt(entry: Entry): Promise<Exclude<Verdict, { kind: 'rebase' }>> {
  let { version, key } = entry;
  for (let tries = 0; tries < RebasesMax; tries++) {
    try {
      await send(entry, key, version);
      return { kind: 'done' };
    } catch (error) {
      const verdict = verdictOf(error);
      if (verdict.kind !== 'rebase') return verdict;
      version = await currentVersion(entry.orderId);
      if (version === null) return { kind: 'wait' };
      // A refused precondition left nothing behind; another version is another request.
      key = `${entry.key}/${version}`;
    }
  }
  return { kind: 'wait' };
}

async function send(entry: Entry, idempotencyKey: string, version: number | null): Promise<void> {
  const common = { idempotencyKey, version: version ?? undefined };
  switch (entry.what) {
    case 'accept':
    case 'decline':
      await ask(`/api/v1/vendor/offers/${entry.orderId}/${entry.what}`, {
        method: 'POST',
        body: entry.body ?? {},
        ...common,
      });
      return;
    case 'status':
      await ask(`/api/v1/vendor/orders/${entry.orderId}/status`, {
        method: 'PATCH',
        body: entry.body ?? {},
        ...common,
      });
      return;
    case 'image':
      await ask(`/api/v1/vendor/orders/${entry.orderId}/images`, { method: 'POST', form: formOf(entry), ...common });
  }
}

function formOf({ image }: Entry): FormData {
  const form = new FormData();
  if (image !== null) {
    form.set('kind', image.kind);
    form.set('file', image.blob, `${image.kind}.jpg`);
  }
  return form;
}

async function currentVersion(orderId: string): Promise<number | null> {
  try {
    const { items } = await get<{ items: Job[] }>('/api/v1/vendor/orders?limit=200');
    return items.find(({ id }) => id === orderId)?.version ?? null;
  } catch (error) {
    if (verdictOf(error).kind === 'wait') return null;
    throw error;
  }
}

function refusedTitle(entry: Entry, code: string): string {
  if (code === 'offer-taken') return 'Somebody else was faster';
  return code === 'offer-expired' ? 'This offer has run out' : `${entry.label} was not possible`;
}

export const sender = new Sender();

export function useOutbox(): readonly Entry[] {
  return useSyncExternalStore(sender.subscribe, sender.all);
}
