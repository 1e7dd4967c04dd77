import { Anchor, Badge, Breadcrumbs, Button, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { clockWithSeconds, duration, moment } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import boardClasses from '../live/Board.module.css';
import { Erased } from '../shell/Erased';
import { Failed } from '../shell/Failed';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { useShopNames } from '../shops/useShops';
import { isLive, type Call } from './call';
import { CallWebhooks } from './CallWebhooks';
import { DraftPanel } from './DraftPanel';
import { EraseCaller } from './EraseCaller';
import { endText, outcomeColor } from './outcome';
import { Recording } from './Recording';
import { Transcript } from './Transcript';
import { useCall, useTurns } from './useCalls';

export default function CallPage() {
  const { id = '' } = useParams();
  const call = useCall(id);
  const navigate = useNavigate();
  useHotkeys([['Escape', () => void navigate('/calls')]]);
  if (call.isPending) {
    return (
      <Page title="Call">
        <Skeleton h={420} />
      </Page>
    );
  }
  if (isLost(call)) return <Failed error={call.error} retry={() => void call.refetch()} what="call" />;
  return <CallView call={call.data} />;
}

function CallView({ call }: { call: Call }) {
  const shops = useShopNames();
  const turns = useTurns(call.id);
  const now = useNow(1_000);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const goesOn = isLive(call);
  const started = call.answered_at ?? call.started_at;
  const lasted = call.duration_ms ?? (goesOn ? now - Date.parse(started) : null);
  return (
    <Page
      title={phone(call.direction === 'outbound' ? call.to : call.from)}
      tabTitle={`Call ${phone(call.from)}`}
      before={
        <Breadcrumbs mb={6}>
          <Anchor component={Link} to="/calls" size="sm">
            Calls
          </Anchor>
          <Text size="sm" c="dimmed">
            {shops.get(call.shop_id ?? '') ?? phone(call.to)}
          </Text>
        </Breadcrumbs>
      }
      subtitle={
        <Group gap={10} mt={4}>
          {goesOn ? (
            <Badge color="teal" leftSection={<span className="pulse" style={{ width: 6, height: 6 }} />}>
              {words(call.status)}
            </Badge>
          ) : (
            <Badge color={outcomeColor(call.outcome)}>
              {words(call.outcome === null || call.outcome === 'none' ? call.status : call.outcome)}
            </Badge>
          )}
          <Erased erasure={call.erasure} />
          {call.words_erased_at != null && (
            <Tooltip label={`${moment(call.words_erased_at, now)}: they were older than the account keeps them`}>
              <Badge color="slate">Words erased</Badge>
            </Tooltip>
          )}
          <span className="figures">
            {moment(call.started_at, now)} · {duration(lasted)}
            {call.end_reason !== null && ` · ${endText(call.end_reason)}`}
          </span>
        </Group>
      }
      actions={
        <>
          {call.task_id !== null && (
            <Button
              component={Link}
              to={`/tasks?call_id=${call.id}`}
              variant="default"
              rightSection={<IconArrowRight size={16} />}
            >
              The call-back
            </Button>
          )}
          {call.order_id !== null && (
            <Button component={Link} to={`/orders/${call.order_id}`} rightSection={<IconArrowRight size={16} />}>
              {call.order_number ?? 'The order'}
            </Button>
          )}
        </>
      }
    >
      <div className={boardClasses.columns}>
        <Section
          title="Transcript"
          padded={false}
          aside={
            <Text size="xs" c="dimmed">
              {call.turn_count} turns
            </Text>
          }
        >
          {isLost(turns) && <Failed error={turns.error} retry={() => void turns.refetch()} />}
          {turns.isPending ? (
            <Skeleton h={320} m="md" w="auto" />
          ) : (
            <Transcript
              callId={call.id}
              turns={turns.data ?? []}
              isLive={goesOn}
              height="min(62vh, 640px)"
              pointedAt={pointedAt}
              showTimes
            />
          )}
        </Section>
        <Stack gap="md">
          <Section
            title="Draft"
            padded={false}
            aside={call.draft?.confirmed ? <Badge color="teal">Confirmed by the caller</Badge> : undefined}
          >
            <DraftPanel draft={call.draft} isLive={goesOn} onPoint={setPointedAt} />
          </Section>
          {call.has_recording === true && (
            <Section title="Recording">
              <Recording callId={call.id} />
            </Section>
          )}
          <Section title="The line">
            <Times call={call} />
          </Section>
          <CallWebhooks callId={call.id} />
          <EraseCaller call={call} />
        </Stack>
      </div>
    </Page>
  );
}

function Times({ call }: { call: Call }) {
  const rows: [string, string][] = [
    ['Started', clockWithSeconds(call.started_at)],
    ['Answered', clockWithSeconds(call.answered_at)],
    ['Ended', clockWithSeconds(call.ended_at)],
    ['Called number', phone(call.to)],
    ['Provider', `${words(call.provider)} · ${call.provider_call_id}`],
  ];
  return (
    <Stack gap={6}>
      {rows.map(([label, value]) => (
        <Group key={label} justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {label}
          </Text>
          <Text size="sm" className="figures" truncate>
            {value}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
