import { Badge, Button, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconMoodCheck, IconPackages, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useStanding } from '../accounts/me';
import { useNow } from '../format/clock';
import { isLost } from '../http/away';
import { useFlash } from '../live/useLive';
import feed from '../orders/OrderFeed.module.css';
import { DataTable } from '../shell/DataTable';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { useRowKeys } from '../shell/keys';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Page } from '../shell/Page';
import { useShopNames } from '../shops/useShops';
import { stockColumns } from './columns';
import { NewItem } from './ItemDialog';
import type { Item } from './stock';
import { StockBar } from './StockBar';
import { useItems } from './useStock';

/** What is there of everything that is sold, and what runs low. */
export default function StockPage() {
  const [params, setParams] = useSearchParams();
  const shopId = params.get('shop_id');
  const isLow = params.get('low') === 'true';
  const mayMake = useStanding().manages;
  const shops = useShopNames();
  const [isMaking, making] = useDisclosure(false);
  const list = useItems(shopId, isLow);
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.value.items) ?? [], [list.data]);
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next);
  };

  return (
    <Page
      title="Stock"
      actions={
        mayMake && (
          <Button leftSection={<IconPlus size={16} />} onClick={making.open}>
            New item
          </Button>
        )
      }
    >
      <section className="card" style={{ overflow: 'hidden' }}>
        <Group gap={8} p="sm">
          <SegmentedControl
            aria-label="Which items"
            data={[
              { value: 'all', label: 'All' },
              { value: 'low', label: 'Low' },
            ]}
            value={isLow ? 'low' : 'all'}
            onChange={(value) => set('low', value === 'low' ? 'true' : null)}
          />
          {shops.size > 1 && (
            <Select
              aria-label="Shop"
              placeholder="All shops"
              clearable
              w={210}
              data={[...shops].map(([value, label]) => ({ value, label }))}
              value={shopId}
              onChange={(value) => set('shop_id', value)}
            />
          )}
        </Group>
        {isLost(list) && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <LoadingRows rows={8} height={52} />}
        {list.isSuccess && items.length === 0 && <NoItems isLow={isLow} />}
        {items.length > 0 && <ItemRows items={items} shops={shops} isOld={list.isPlaceholderData} />}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          load={() => void list.fetchNextPage()}
        />
      </section>
      {isMaking && <NewItem onClose={making.close} />}
    </Page>
  );
}

interface ItemRowsProps {
  items: Item[];
  shops: ReadonlyMap<string, string>;
  isOld: boolean;
}

function ItemRows({ items, shops, isOld }: ItemRowsProps) {
  const navigate = useNavigate();
  const now = useNow(60_000);
  const isNarrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const [active, setActive] = useState(-1);
  const columns = useMemo(() => stockColumns(now, shops), [now, shops]);
  const open = (item: Item | undefined) => item !== undefined && void navigate(`/stock/${item.id}`);
  useRowKeys(items.length, active, setActive, (index) => open(items[index]));
  return (
    <div style={{ opacity: isOld ? 0.6 : 1, transition: 'opacity 0.15s', borderTop: '1px solid var(--line)' }}>
      {isNarrow ? (
        <ul className={feed.feed} aria-label="Stock">
          {items.map((item) => (
            <ItemCard key={item.id} item={item} />
          ))}
        </ul>
      ) : (
        <DataTable
          label="Stock"
          columns={columns}
          rows={items}
          rowId={(item) => item.id}
          signature={(item) => `${item.on_hand}/${item.reserved}`}
          active={active}
          onOpen={open}
        />
      )}
    </div>
  );
}

function ItemCard({ item }: { item: Item }) {
  const flash = useFlash(`${item.on_hand}/${item.reserved}`);
  return (
    <li className={`${feed.item} ${flash ?? ''}`}>
      <Link to={`/stock/${item.id}`} className={feed.link}>
        <Group justify="space-between" wrap="nowrap" gap="xs" mb={7}>
          <Text fw={600} size="sm" truncate>
            {item.name}
          </Text>
          {item.is_low && <LowBadge />}
          <Text size="sm" className="figures" style={{ whiteSpace: 'nowrap' }}>
            {item.available.toLocaleString('en-US')} to sell
          </Text>
        </Group>
        <StockBar item={item} />
      </Link>
    </li>
  );
}

/** Says that an item has sunk to its threshold. */
export function LowBadge() {
  return (
    <Badge size="sm" color="orange" variant="light">
      Low
    </Badge>
  );
}

function NoItems({ isLow }: { isLow: boolean }) {
  return isLow ? (
    <Empty icon={IconMoodCheck} title="Nothing is low" text="Every item has more to sell than its threshold." />
  ) : (
    <Empty
      icon={IconPackages}
      title="No items yet"
      text="Make an item for what you keep in stock. Orders of it then promise pieces, and take them out when they are sent."
    />
  );
}
