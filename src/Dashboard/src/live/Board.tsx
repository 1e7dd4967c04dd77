import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { Link } from 'react-router';
import { LiveCall } from '../calls/LiveCall';
import { useLiveCalls, useRecentCalls } from '../calls/useCalls';
import { plural } from '../format/words';
import { isLost } from '../http/away';
import { OrderFeed } from '../orders/OrderFeed';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Page } from '../shell/Page';
import { Section } from '../shell/Section';
import { useShopNames, useShops } from '../shops/useShops';
import classes from './Board.module.css';
import { FigureStrip } from './FigureStrip';
import { OrdersPerHour } from './OrdersPerHour';
import { RecentCalls } from './RecentCalls';
import { useLinger } from './useLinger';

const CallsShownMax = 4;
const CallsShownOnPhoneMax = 2;
const CallsReadMax = 60;

/** The live board: calls becoming orders, as it happens. */
export default function Board() {
  const onTheLine = useLiveCalls(CallsReadMax);
  const recent = useRecentCalls(20);
  const shopNames = useShopNames();
  const isNarrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const shown = useLinger(onTheLine.data ?? [], isNarrow ? CallsShownOnPhoneMax : CallsShownMax);
  const more = (onTheLine.data?.length ?? 0) - shown.length;

  return (
    <Page title="Live board" tabTitle="Live">
      <Stack gap="md">
        <FigureStrip callsNow={onTheLine.data?.length ?? null} recentCalls={recent.data ?? []} />
        <div className={classes.columns}>
          <Stack gap="md" className={classes.calls}>
            {isLost(onTheLine) && <Failed error={onTheLine.error} retry={() => void onTheLine.refetch()} />}
            {onTheLine.isPending && <LoadingRows rows={2} height={240} />}
            {onTheLine.isSuccess && shown.length === 0 && <NobodyCalls />}
            <SimpleGrid cols={1} spacing="md" aria-label="Calls on the line" component="section">
              {shown.map((call) => (
                <LiveCall key={call.id} listed={call} shopName={shopNames.get(call.shop_id ?? '')} />
              ))}
            </SimpleGrid>
            {more > 0 && (
              <Button component={Link} to="/calls?status=in_progress" variant="default">
                {plural(more, 'more call')} on the line
              </Button>
            )}
            {(recent.data?.length ?? 0) > 0 && (
              <Section title="Recent calls" padded={false} aside={<More to="/calls" />}>
                <RecentCalls calls={recent.data ?? []} shopNames={shopNames} />
              </Section>
            )}
          </Stack>
          <Stack gap="md" className={classes.orders}>
            <Section title="Orders per hour" padded={false}>
              <OrdersPerHour />
            </Section>
            <Section title="Orders" padded={false} aside={<More to="/orders" />}>
              <OrderFeed />
            </Section>
          </Stack>
        </div>
      </Stack>
    </Page>
  );
}

function More({ to }: { to: string }) {
  return (
    <Text component={Link} to={to} size="sm" c="dimmed" className="plain">
      See all
    </Text>
  );
}

/** Quiet, and what to dial to end the quiet. */
function NobodyCalls() {
  const shops = useShops();
  const number = shops.data?.flatMap((shop) => shop.phone_numbers)[0];
  const hasShop = (shops.data?.length ?? 0) > 0;
  return (
    <section className="card">
      <Empty
        icon={IconPhoneIncoming}
        title="Nobody is on the line"
        text={
          number
            ? `Call ${number} and watch the order take shape here.`
            : 'Give a shop a phone number, and its calls appear here as they happen.'
        }
      >
        {number === undefined && shops.isSuccess && (
          <Button component={Link} to="/shops" variant="default">
            {hasShop ? 'Add a number' : 'Set up a shop'}
          </Button>
        )}
      </Empty>
    </section>
  );
}
