/**
 * Runs a job for each key: at once when asked first, then at most once per pace, never twice at a time, and once more
 * after the last request. A storm of events costs a steady trickle of reads, and the last state is always read.
 */
export class Pacer {
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly clock: () => number = () => Date.now()) {}

  run(key: string, paceMs: number, job: () => Promise<unknown>): void {
    const slot = this.slots.get(key) ?? { busy: false, asked: null, ranAt: -Infinity };
    this.slots.set(key, slot);
    slot.asked = job;
    if (!slot.busy) void this.drain(slot, paceMs);
  }

  private async drain(slot: Slot, paceMs: number): Promise<void> {
    slot.busy = true;
    while (slot.asked !== null) {
      const wait = slot.ranAt + paceMs - this.clock();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      const job = slot.asked;
      slot.asked = null;
      slot.ranAt = this.clock();
      await job();
    }
    slot.busy = false;
  }
}

interface Slot {
  busy: boolean;
  asked: (() => Promise<unknown>) | null;
  ranAt: number;
}
