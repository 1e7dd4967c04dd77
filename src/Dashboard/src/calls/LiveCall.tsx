import { Badge, Group, Text } from '@mantine/core';
import { IconArrowRight, IconPhoneEnd } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { duration } from '../format/time';
import { words } from '../format/words';
import { useFlash } from '../live/useLive';
import { isLive, type Call } from './call';
import { DraftPanel } from './DraftPanel';
import classes from './LiveCall.module.css';
import { Transcript } from './Transcript';
import { useCall, useTurns } from './useCalls';

/** One call on the board: what is said on the left, what it becomes on the right. */
export function LiveCall({ listed, shopName }: { listed: Call; shopName: string | undefined }) {
  const call = useCall(listed.id).data ?? listed;
  const turns = useTurns(listed.id).data ?? [];
  const now = useNow(1_000);
  const goesOn = isLive(call);
  const flash = useFlash(call.order_id);
  const since = call.answered_at ?? call.started_at;
  const lasted = call.duration_ms ?? now - Date.parse(since);

  return (
    <article
      className={`card enter ${classes.call} ${flash ?? ''}`}
      aria-label={`Call from ${phone(call.from)}`}
      data-call={call.id}
    >
      <Group className={classes.head} justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={10} wrap="nowrap" style={{ minWidth: 0 }}>
          {goesOn ? (
            <Text span c="teal.6" w={12} ta="center" component="span">
              <span className="pulse" />
            </Text>
          ) : (
            <IconPhoneEnd size={16} color="var(--ink-faint)" />
          )}
          <Text component={Link} to={`/calls/${call.id}`} fw={600} className="plain figures" truncate c="inherit">
            {phone(call.from)}
          </Text>
          <Text size="sm" c="dimmed" truncate visibleFrom="xs">
            {shopName}
          </Text>
        </Group>
        <Group gap={8} wrap="nowrap">
          {call.order_number !== null ? (
            <Badge
              component={Link}
              to={`/orders/${call.order_id}`}
              color="pine"
              variant="filled"
              style={{ cursor: 'pointer' }}
              rightSection={<IconArrowRight size={12} />}
            >
              {call.order_number}
            </Badge>
          ) : (
            !goesOn && <Badge color="slate">{words(call.outcome)}</Badge>
          )}
          <Text size="sm" c="dimmed" className="figures">
            {duration(lasted)}
          </Text>
        </Group>
      </Group>
      <div className={classes.body}>
        <Transcript callId={call.id} turns={turns} isLive={goesOn} height={208} />
        <DraftPanel draft={call.draft} isLive={goesOn} compact />
      </div>
    </article>
  );
}
