import { useSyncExternalStore } from 'react';
import { live } from './connection';
import { subjectId, type NowEvent } from './events';

/** What the agent is saying at this moment in a call: tokens that are not a turn yet. */
export interface Spoken {
  speaker: 'caller' | 'agent';
  text: string;
  turnNo: number | null;
}

/** About as fast as a voice speaks: the agent's words are known long before they are heard. */
const CharacterMs = 36;
const CallsMax = 64;
/** The agent's last turn that began while this page listened, and when. */
const begun = new Map<string, { turnNo: number | null; at: number }>();
const spoken = new Map<string, Spoken>();
const listeners = new Set<() => void>();

function heard(event: NowEvent): void {
  if (!event.subject.startsWith('calls/')) return;
  const next = nextSpoken(spoken.get(subjectId(event.subject)), event);
  if (next === undefined) return;
  const id = subjectId(event.subject);
  // Re-inserting keeps the map in order of use, so that the oldest call falls out first.
  spoken.delete(id);
  if (next !== null) spoken.set(id, next);
  if (next?.speaker === 'agent' && begun.get(id)?.turnNo !== next.turnNo) {
    begun.delete(id);
    begun.set(id, { turnNo: next.turnNo, at: performance.now() });
  }
  for (const oldest of spoken.keys()) {
    if (spoken.size <= CallsMax) break;
    spoken.delete(oldest);
  }
  for (const oldest of begun.keys()) {
    if (begun.size <= CallsMax) break;
    begun.delete(oldest);
  }
  for (const listener of listeners) listener();
}

/** Appends tokens to what is being said; another turn starts anew. Undefined: the event is about something else. */
export function nextSpoken(current: Spoken | undefined, event: NowEvent): Spoken | null | undefined {
  const { body, kind } = event;
  const token = body['token'] ?? body['tokens'] ?? body['text'];
  if (!kind.startsWith('call.') || typeof token !== 'string') return undefined;
  const turnNo = typeof body['turn_no'] === 'number' ? body['turn_no'] : null;
  const speaker = body['speaker'] === 'caller' ? 'caller' : 'agent';
  const goesOn = current !== undefined && current.turnNo === turnNo && current.speaker === speaker;
  return { speaker, turnNo, text: goesOn ? current.text + token : token };
}

/** The words that a voice has begun to say after a while: whole words only. */
export function voiced(text: string, elapsedMs: number): string {
  const reached = Math.floor(elapsedMs / CharacterMs);
  if (reached >= text.length) return text;
  const end = text.indexOf(' ', Math.max(0, reached));
  return end === -1 ? text : text.slice(0, end);
}

/** When the agent began to say this turn, if this page heard it begin. */
export function voiceStart(callId: string, turnNo: number | null): number | null {
  const start = begun.get(callId);
  return start !== undefined && start.turnNo === turnNo ? start.at : null;
}

/** The turn has been written down, or the call is over: nothing is being said any more. */
export function forgetSpoken(callId: string): void {
  if (!spoken.delete(callId)) return;
  for (const listener of listeners) listener();
}

live.on('now', heard);

export function useSpoken(callId: string): Spoken | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => spoken.get(callId),
  );
}
