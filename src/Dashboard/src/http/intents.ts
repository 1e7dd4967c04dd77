/** How long somebody who sends the same again means the same. */
const MeantForMs = 120_000;

interface Intent {
  key: string;
  since: number;
}

/** Commands that were sent and whose answer nobody has seen. */
const unanswered = new Map<string, Intent>();

/** A new key for a command: the server does a repeated command once. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** The key of a command: the same one for whoever presses again after an answer was lost. */
export function keyOf(command: string, now = Date.now()): string {
  for (const [other, { since }] of unanswered) if (now - since >= MeantForMs) unanswered.delete(other);
  const intent = unanswered.get(command) ?? { key: newKey(), since: now };
  unanswered.set(command, intent);
  return intent.key;
}

/** The server has said what became of a command; the next one like it is another. */
export function answered(command: string): void {
  unanswered.delete(command);
}
