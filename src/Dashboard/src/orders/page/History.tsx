import { Badge, CopyButton, Text, Timeline, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconRoute } from '@tabler/icons-react';
import { useNow } from '../../format/clock';
import { moment } from '../../format/time';
import { words } from '../../format/words';
import { isLost } from '../../http/away';
import { Failed } from '../../shell/Failed';
import { LoadingRows } from '../../shell/Loading';
import { useActors } from '../useActors';
import { useHistory } from './useOrder';
import type { HistoryEntry } from '../order';

/** Why the order is in this state: every step, who took it, and what they wrote. Newest first. */
export function History({ orderId }: { orderId: string }) {
  const history = useHistory(orderId);
  const now = useNow(60_000);
  const who = useActors();
  if (history.isPending) return <LoadingRows rows={4} />;
  if (isLost(history)) return <Failed error={history.error} retry={() => void history.refetch()} />;
  const entries = [...history.data].reverse();
  return (
    <Timeline bulletSize={14} lineWidth={2} active={entries.length} aria-label="History">
      {entries.map((entry) => (
        <Timeline.Item
          key={entry.position}
          title={
            <Text size="sm" fw={560} component="div">
              {entryTitle(entry)}
            </Text>
          }
        >
          {entry.note !== null && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {entry.note}
              {!entry.public && entry.kind === 'order.noted' && (
                <Badge size="xs" color="slate" ml={6}>
                  internal
                </Badge>
              )}
            </Text>
          )}
          <Text size="xs" c="dimmed" className="figures">
            {moment(entry.at, now)} · {who(entry.actor)}
            {entry.trace_id !== null && <Trace id={entry.trace_id} />}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** Where the request behind an entry is found in traces and logs: to copy for whoever is asked for help. */
function Trace({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy trace ${id}`} openDelay={200} maw="90vw" multiline>
          <UnstyledButton onClick={copy} fz="inherit" c="inherit" ml={6} aria-label={`Copy trace ${id}`}>
            {copied ? <IconCheck size={12} /> : <IconRoute size={12} />} {id.slice(0, 8)}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}

function entryTitle(entry: HistoryEntry): string {
  if (entry.kind === 'order.status_changed' && entry.to !== null) {
    return entry.from === null ? words(entry.to) : `${words(entry.from)} → ${words(entry.to)}`;
  }
  return words(entry.kind.replace(/^order\./, ''));
}
