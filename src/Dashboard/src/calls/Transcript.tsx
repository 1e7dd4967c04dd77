import { Text } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { clockWithSeconds } from '../format/time';
import { forgetSpoken, useSpoken, voiceStart } from '../live/spoken';
import { useVoice } from '../live/useVoice';
import type { Turn } from './call';
import classes from './Transcript.module.css';

interface TranscriptProps {
  callId: string;
  turns: readonly Turn[];
  isLive: boolean;
  height?: number | string;
  /** The turn that something on the page points at. */
  pointedAt?: number | null;
  showTimes?: boolean;
}

/** The words of a call, growing turn by turn; what is being said at this moment shows as it is spoken. */
export function Transcript({ callId, turns, isLive, height, pointedAt, showTimes = false }: TranscriptProps) {
  const spoken = useSpoken(callId);
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = turns.at(-1);

  useEffect(() => {
    if (last?.speaker === 'agent') forgetSpoken(callId);
  }, [callId, last?.turn_no, last?.speaker]);

  const follow = useCallback(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);

  useEffect(() => {
    if (isLive) follow();
  }, [isLive, follow, turns.length, spoken?.text]);

  useEffect(() => {
    if (pointedAt === null || pointedAt === undefined) return;
    box.current?.querySelector(`[data-turn="${pointedAt}"]`)?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [pointedAt]);

  const onScroll = () => {
    const element = box.current;
    if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
  };

  return (
    <div
      ref={box}
      className={classes.box}
      style={{ height }}
      onScroll={onScroll}
      role="log"
      aria-label="Transcript"
      tabIndex={0}
    >
      {turns.map((turn) => (
        <div
          key={turn.turn_no}
          data-turn={turn.turn_no}
          data-speaker={turn.speaker}
          data-pointed={turn.turn_no === pointedAt || undefined}
          className={`${classes.turn} enter`}
        >
          {isLive && turn === last && turn.speaker === 'agent' && !turn.interrupted ? (
            <Spoken text={turn.text} since={voiceStart(callId, turn.turn_no)} onGrow={follow} />
          ) : (
            <Words turn={turn} />
          )}
          {showTimes && <span className={classes.time}>{clockWithSeconds(turn.at)}</span>}
        </div>
      ))}
      {isLive && spoken !== undefined && spoken.text.trim() !== '' && (
        <div className={classes.turn} data-speaker={spoken.speaker} data-spoken>
          <Spoken
            text={spoken.text}
            since={spoken.speaker === 'agent' ? voiceStart(callId, spoken.turnNo) : null}
            onGrow={follow}
          />
          <span className={classes.caret} aria-hidden="true" />
        </div>
      )}
      {turns.length === 0 && spoken === undefined && (
        <Text size="sm" c="dimmed" ta="center" m="auto">
          {isLive ? 'Connecting…' : 'Nothing was said'}
        </Text>
      )}
    </div>
  );
}

/** What the agent says, word by word as it is heard. */
function Spoken({ text, since, onGrow }: { text: string; since: number | null; onGrow: () => void }) {
  const shown = useVoice(text, since);
  useEffect(onGrow, [onGrow, shown]);
  return <>{shown}</>;
}

/** A turn that was cut short: what was heard, then what was not. */
function Words({ turn }: { turn: Turn }) {
  const wasCut =
    turn.interrupted && turn.heard !== null && turn.text.startsWith(turn.heard) && turn.heard !== turn.text;
  if (!wasCut) return <>{turn.text}</>;
  return (
    <>
      {turn.heard}
      <span className={classes.unheard} title="The caller cut in; this was not heard">
        {turn.text.slice(turn.heard?.length)}
      </span>
    </>
  );
}
