import { Anchor, Breadcrumbs, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useStanding } from '../../accounts/me';
import { useNow } from '../../format/clock';
import { moment } from '../../format/time';
import { isLost } from '../../http/away';
import { useFlash } from '../../live/useLive';
import { Erased } from '../../shell/Erased';
import { Failed } from '../../shell/Failed';
import { Page } from '../../shell/Page';
import { Section } from '../../shell/Section';
import { CustomerLink } from './CustomerLink';
import { ErasePerson } from './ErasePerson';
import { History } from './History';
import { Invoice } from './Invoice';
import { NoteBox } from './NoteBox';
import { Offers } from './Offers';
import { summary, type HistoryEntry, type Order } from '../order';
import { OrderActions } from './OrderActions';
import { OrderContents } from './OrderContents';
import { OrderPhotos } from './OrderPhotos';
import { OrderRating } from './OrderRating';
import { Payments } from './Payments';
import { Progress } from './Progress';
import { Selection } from './Selection';
import { StatusBadge } from '../StatusBadge';
import { useHistory, useOrder } from './useOrder';
import classes from '../../live/Board.module.css';

export default function OrderPage() {
  const { id = '' } = useParams();
  const order = useOrder(id);
  const navigate = useNavigate();
  useHotkeys([['Escape', () => void navigate('/orders')]]);
  if (order.isPending) {
    return (
      <Page title="Order">
        <Skeleton h={96} mb="md" />
        <Skeleton h={360} />
      </Page>
    );
  }
  if (isLost(order)) return <Failed error={order.error} retry={() => void order.refetch()} what="order" />;
  // Opened by its number: events speak of ids, so the page goes on under the id.
  if (order.data.id !== id) return <Navigate to={`/orders/${order.data.id}`} replace />;
  return <OrderView order={order.data} />;
}

function OrderView({ order }: { order: Order }) {
  const mayReopen = useStanding().manages;
  const history = useHistory(order.id);
  const [isEditing, setEditing] = useState(false);
  const flash = useFlash(order.status);
  const now = useNow();
  return (
    <Page
      title={`${order.order_number} · ${summary(order)}`}
      tabTitle={order.order_number}
      before={
        <Breadcrumbs mb={6} fz="sm">
          <Anchor component={Link} to="/orders" size="sm">
            Orders
          </Anchor>
          <Text size="sm" c="dimmed">
            {order.order_number}
          </Text>
        </Breadcrumbs>
      }
      subtitle={
        <Group gap={10} mt={4}>
          <StatusBadge status={order.status} stage={order.stage} size="lg" />
          <Erased erasure={order.erasure} />
          <span>
            {moment(order.created_at, now)}
            {order.vendor_name !== null && ` · ${order.vendor_name}`}
          </span>
        </Group>
      }
      // No step is taken past words that are not saved yet.
      actions={isEditing ? undefined : <OrderActions order={order} mayReopen={mayReopen} />}
    >
      <Stack gap="md">
        <section className={`card ${flash ?? ''}`} style={{ padding: '14px 16px' }}>
          <Progress order={order} times={reachedAt(history.data ?? [], order)} />
        </section>
        <div className={classes.columns}>
          <Stack gap="md">
            <OrderContents order={order} isEditing={isEditing} onEdit={setEditing} />
            <Offers order={order} />
            <Selection order={order} />
            <OrderPhotos order={order} />
            <OrderRating order={order} />
            <Payments order={order} />
            <Invoice order={order} />
            <CustomerLink order={order} />
            <ErasePerson order={order} />
          </Stack>
          <Section title="History">
            <Stack gap="lg">
              <NoteBox order={order} />
              <History orderId={order.id} />
            </Stack>
          </Section>
        </div>
      </Stack>
    </Page>
  );
}

/** When each status was last reached: from the history, and from the order's own times where the history is silent. */
export function reachedAt(history: readonly HistoryEntry[], order: Order): Map<string, string> {
  const times = new Map<string, string>();
  for (const status of ['accepted', 'on_way', 'processing', 'completed', 'cancelled'] as const) {
    const at = order[`${status}_at`];
    if (at !== null) times.set(status, at);
  }
  for (const entry of history) if (entry.to !== null) times.set(entry.to, entry.at);
  return times;
}
