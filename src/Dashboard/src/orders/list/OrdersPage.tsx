import { Button, Group, Text } from '@mantine/core';
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconPlus, IconReceipt, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useNow } from '../../format/clock';
import { isLost } from '../../http/away';
import { usePages } from '../../live/usePages';
import { DataTable } from '../../shell/DataTable';
import { Empty } from '../../shell/Empty';
import { Failed } from '../../shell/Failed';
import { useRowKeys } from '../../shell/keys';
import { LoadingRows } from '../../shell/Loading';
import { LoadMore } from '../../shell/LoadMore';
import { Page } from '../../shell/Page';
import { orderColumns } from './columns';
import { formatFilters, isNarrowed, parseFilters, toQuery, type OrderFilters } from './filters';
import { NewOrder } from '../new/NewOrder';
import type { OrderRow } from '../order';
import feed from '../OrderFeed.module.css';
import { OrderFilterBar } from './OrderFilterBar';
import { OrderItem } from '../OrderItem';
import { ViewTabs } from './ViewTabs';

const PageSize = 50;

export default function OrdersPage() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => parseFilters(params), [params]);
  const query = toQuery(filters, PageSize).toString();
  const [isMaking, making] = useDisclosure(false);
  useHotkeys([['c', making.open]]);

  const list = usePages<OrderRow>(['orders', 'pages', query], `/api/v1/orders?${query}`);
  const orders = useMemo(() => list.data?.pages.flatMap((page) => page.value.items) ?? [], [list.data]);
  const setFilters = (next: OrderFilters) => setParams(formatFilters(next), { replace: next.q !== filters.q });

  return (
    <Page
      title="Orders"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
          New order
        </Button>
      }
    >
      <section className="card" style={{ overflow: 'hidden' }}>
        <ViewTabs
          search={formatFilters({ ...filters, sort: '-created_at' }).toString()}
          onOpen={(search) => setParams(search)}
        />
        <OrderFilterBar filters={filters} onChange={setFilters} />
        {isLost(list) && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <LoadingRows rows={10} height={52} />}
        {list.isSuccess && orders.length === 0 && <NoOrders isNarrowed={isNarrowed(filters)} />}
        {orders.length > 0 && <OrderRows orders={orders} isOld={list.isPlaceholderData} />}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          load={() => void list.fetchNextPage()}
        />
      </section>
      <NewOrder isOpen={isMaking} onClose={making.close} />
    </Page>
  );
}

function OrderRows({ orders, isOld }: { orders: OrderRow[]; isOld: boolean }) {
  const navigate = useNavigate();
  const now = useNow();
  const isNarrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const [active, setActive] = useState(-1);
  const columns = useMemo(() => orderColumns(now), [now]);
  const open = (order: OrderRow | undefined) => order !== undefined && void navigate(`/orders/${order.id}`);
  useRowKeys(orders.length, active, setActive, (index) => open(orders[index]));

  return (
    <div style={{ opacity: isOld ? 0.6 : 1, transition: 'opacity 0.15s', borderTop: '1px solid var(--line)' }}>
      {isNarrow ? (
        <ul className={feed.feed} aria-label="Orders">
          {orders.map((order) => (
            <OrderItem key={order.id} order={order} now={now} />
          ))}
        </ul>
      ) : (
        <DataTable
          label="Orders"
          columns={columns}
          rows={orders}
          rowId={(order) => order.id}
          signature={(order) => `${order.status}/${order.vendor_id}/${order.amount_minor}`}
          active={active}
          onOpen={open}
        />
      )}
      <Group px="md" py={8} gap={6} visibleFrom="sm" style={{ borderTop: '1px solid var(--line)' }}>
        <Text size="xs" c="dimmed">
          <kbd className="key">j</kbd> <kbd className="key">k</kbd> to move, <kbd className="key">Enter</kbd> to open,{' '}
          <kbd className="key">/</kbd> to search, <kbd className="key">c</kbd> for a new order
        </Text>
      </Group>
    </div>
  );
}

function NoOrders({ isNarrowed: narrowed }: { isNarrowed: boolean }) {
  return narrowed ? (
    <Empty
      icon={IconSearchOff}
      title="No order is like that"
      text="Take a filter away, or search for something else."
    />
  ) : (
    <Empty
      icon={IconReceipt}
      title="No orders yet"
      text="Orders come from calls, from your website through the API, or from “New order”."
    />
  );
}
