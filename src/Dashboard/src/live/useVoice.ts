import { useEffect, useState } from 'react';
import { voiced } from './spoken';

const StepMs = 70;

const wantsStillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A text that appears word by word, as it is spoken since a moment; the whole text when there is no such moment. */
export function useVoice(text: string, since: number | null): string {
  const [now, setNow] = useState(() => performance.now());
  const shown = since === null || wantsStillness() ? text : voiced(text, now - since);
  const isDone = shown === text;
  useEffect(() => {
    if (isDone) return;
    const timer = setInterval(() => setNow(performance.now()), StepMs);
    return () => clearInterval(timer);
  }, [isDone]);
  return shown;
}
