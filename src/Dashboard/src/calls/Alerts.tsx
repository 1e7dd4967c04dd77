import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { moment } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { usePages } from '../live/usePages';
import feed from '../orders/OrderFeed.module.css';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Section } from '../shell/Section';

interface AlertRow {
  id: string;
  kind: string;
  subject: string;
  first_at: string;
  last_at: string;
  count: number;
  subject_id: string | null;
  detail: string | null;
}

const alertTexts: Readonly<Record<string, string>> = {
  'unknown-number': 'Somebody called a number that no shop has',
  'webhook-not-applied': 'A provider’s report about a call could not be applied',
  'order-without-vendor': 'Nobody takes an order',
  'blocked-vendor-at-work': 'A vendor was blocked while at work',
  'low-stock': 'An item runs low',
  'snapshot-failed': 'A snapshot cannot be restored',
  'stock-differs': 'An item is not as counted',
};

/** What went wrong, the last first. */
export function Alerts() {
  const now = useNow();
  const alerts = usePages<AlertRow>(['alerts'], '/api/v1/alerts?limit=50');
  const items = alerts.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <Section title="Alerts" padded={false}>
      {alerts.isPending && <LoadingRows rows={3} height={56} />}
      {isLost(alerts) && <Failed error={alerts.error} retry={() => void alerts.refetch()} />}
      {alerts.isSuccess && items.length === 0 && (
        <Empty
          compact
          icon={IconAlertTriangle}
          title="Nothing is wrong"
          text="A call to a number that no shop has would show here."
        />
      )}
      <ul className={feed.feed} aria-label="Alerts">
        {items.map((alert) => (
          <li key={alert.id} className={feed.item} style={{ padding: '10px 16px' }}>
            <Group wrap="nowrap" gap="sm" align="flex-start">
              <IconAlertTriangle
                size={18}
                color="var(--mantine-color-orange-6)"
                style={{ marginTop: 2, flexShrink: 0 }}
              />
              <Stack gap={2}>
                <Text size="sm" fw={580}>
                  {alertTexts[alert.kind] ?? words(alert.kind)}
                </Text>
                <Text size="sm" c="dimmed" className="figures">
                  <AlertSubject alert={alert} />
                </Text>
                <Text size="xs" c="dimmed">
                  {alert.count > 1 && `${alert.count} times, last `}
                  {moment(alert.last_at, now)}
                </Text>
              </Stack>
            </Group>
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={alerts.hasNextPage}
        isLoading={alerts.isFetchingNextPage}
        load={() => void alerts.fetchNextPage()}
      />
    </Section>
  );
}

/** What an alert is about, with a way there. */
function AlertSubject({ alert }: { alert: AlertRow }) {
  const detail = alert.detail === null ? '' : `: ${alert.detail}`;
  const where = placeOf(alert);
  if (where !== null) {
    return (
      <>
        <Anchor component={Link} to={where} size="sm">
          {alert.subject}
        </Anchor>
        {detail}
      </>
    );
  }
  const text = alert.kind === 'unknown-number' ? phone(alert.subject) : alert.subject;
  return <>{`${text}${detail}`}</>;
}

/** Orders are found by their number, too: alerts from before they named the order lead there as well. */
function placeOf({ kind, subject, subject_id: id }: AlertRow): string | null {
  if (kind === 'order-without-vendor' || kind === 'blocked-vendor-at-work') return `/orders/${id ?? subject}`;
  return id !== null && (kind === 'low-stock' || kind === 'stock-differs') ? `/stock/${id}` : null;
}
