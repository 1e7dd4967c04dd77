import { Center, Tooltip } from '@mantine/core';
import type { LiveState } from '../live/connection';
import { useLiveState } from '../live/useLive';

const says: Record<LiveState, readonly [string, string]> = {
  idle: ['slate', 'Not connected'],
  connecting: ['slate', 'Connecting'],
  connected: ['teal', 'Live: changes appear as they happen'],
  lost: ['orange', 'Connection lost – reconnecting'],
};

export function LiveDot() {
  const state = useLiveState();
  const [color, text] = says[state];
  return (
    <Tooltip label={text}>
      <Center w={26} h={26} role="img" aria-label={text} c={`${color}.6`} data-live={state}>
        <span className={state === 'connected' ? 'pulse' : undefined} style={dot} />
      </Center>
    </Tooltip>
  );
}

const dot = { width: 8, height: 8, borderRadius: '50%', background: 'currentColor' } as const;
