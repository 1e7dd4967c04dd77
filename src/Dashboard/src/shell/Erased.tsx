import { Badge, Tooltip } from '@mantine/core';
import { useNow } from '../format/clock';
import { moment } from '../format/time';

/** That a person was removed from an order or a call; running until nothing is left of them anywhere. */
export interface Erasure {
  at: string;
  state: 'running' | 'done';
  reason: string;
}

export function Erased({ erasure }: { erasure: Erasure | null }) {
  const now = useNow(60_000);
  if (erasure === null) return null;
  return (
    <Tooltip label={`${moment(erasure.at, now)}: ${erasure.reason}`}>
      <Badge color="slate">{erasure.state === 'done' ? 'Person erased' : 'Erasing the person'}</Badge>
    </Tooltip>
  );
}
