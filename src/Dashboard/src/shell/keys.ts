import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { usePlaces } from './goTo';

const SecondKeyMs = 1_200;

/** `g` and then a letter goes to a place; typing in a field never does. */
export function useGoToKeys(): void {
  const navigate = useNavigate();
  const places = usePlaces();
  const armedAt = useRef(-Infinity);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'g') {
        armedAt.current = event.timeStamp;
        return;
      }
      const isSecond = event.timeStamp - armedAt.current < SecondKeyMs;
      armedAt.current = -Infinity;
      const place = isSecond ? places.find((candidate) => candidate.key === event.key) : undefined;
      if (place === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate(place.path);
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [navigate, places]);
}

/** j/k through rows, Enter opens, as in every list that people live in. */
export function useRowKeys(
  count: number,
  index: number,
  setIndex: (index: number) => void,
  open: (index: number) => void,
): void {
  useHotkeys([
    ['j', () => count > 0 && setIndex(Math.min(index + 1, count - 1))],
    ['k', () => count > 0 && setIndex(Math.max(index - 1, 0))],
    ['Enter', () => index >= 0 && index < count && open(index), { preventDefault: false }],
  ]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
