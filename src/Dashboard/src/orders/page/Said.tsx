import { HoverCard, Text, UnstyledButton } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTurns } from '../../calls/useCalls';
import { clockWithSeconds } from '../../format/time';
import classes from './OrderContents.module.css';

interface SaidProps {
  callId: string | null;
  turnNo: number | null;
  children: ReactNode;
}

/** A value that came out of a call: pointing at it quotes the caller. */
export function Said({ callId, turnNo, children }: SaidProps) {
  if (callId === null || turnNo === null) return <>{children}</>;
  return (
    <HoverCard width={320} shadow="md" radius="md" withArrow openDelay={120} position="top-start">
      <HoverCard.Target>
        <UnstyledButton className={classes.said} aria-label="What the caller said">
          {children}
          <IconQuote size={13} className={classes.quote} aria-hidden="true" />
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Quote callId={callId} turnNo={turnNo} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

function Quote({ callId, turnNo }: { callId: string; turnNo: number }) {
  const turns = useTurns(callId);
  const turn = turns.data?.find((candidate) => candidate.turn_no === turnNo);
  if (turns.isPending)
    return (
      <Text size="sm" c="dimmed">
        Looking it up…
      </Text>
    );
  if (turn === undefined)
    return (
      <Text size="sm" c="dimmed">
        The number they called from, or words that were erased since.
      </Text>
    );
  return (
    <>
      <Text size="sm" fs="italic">
        “{turn.text}”
      </Text>
      <Text size="xs" c="dimmed" mt={4}>
        {turn.speaker === 'caller' ? 'The caller' : 'The agent'}, turn {turn.turn_no}, {clockWithSeconds(turn.at)}
      </Text>
    </>
  );
}
