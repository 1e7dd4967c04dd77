import { IconReceipt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNow } from '../format/clock';
import { isLost } from '../http/away';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import type { OrderRow } from './order';
import classes from './OrderFeed.module.css';
import { OrderItem } from './OrderItem';

const OrdersMax = 14;

/** The orders that moved last, newest movement first. */
export function OrderFeed() {
  const feed = useQuery({
    queryKey: ['orders', 'feed'],
    queryFn: ({ signal }) => read<Page<OrderRow>>(`/api/v1/orders?limit=${OrdersMax}&sort=-updated_at`, signal),
  });
  const now = useNow();
  if (feed.isPending) return <LoadingRows rows={7} height={72} />;
  if (isLost(feed)) return <Failed error={feed.error} retry={() => void feed.refetch()} />;
  const { items } = feed.data.value;
  if (items.length === 0) {
    return (
      <Empty icon={IconReceipt} title="No orders yet" text="An order appears here the moment a caller confirms it." />
    );
  }
  return (
    <ul className={classes.feed} aria-label="Latest orders">
      {items.map((order) => (
        <OrderItem key={order.id} order={order} now={now} />
      ))}
    </ul>
  );
}
