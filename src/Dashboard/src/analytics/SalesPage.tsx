import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { live } from '../live/connection';
import { DayChip } from '../shell/DayChip';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { LoadingRows } from '../shell/Loading';
import { Page } from '../shell/Page';
import { useShopNames } from '../shops/useShops';
import { Closings } from './Closings';
import { currenciesOf, measures, type Measure } from './sales';
import { SalesChart } from './SalesChart';
import classes from './Sales.module.css';
import { SalesCategories, SalesTotals } from './SalesTotals';
import { SalesTable } from './SalesTable';
import { isCounting, useSales } from './useSales';

const asked = ['shop_id', 'from', 'to'] as const;

/** The days of each shop: closed ones for ever as they were, today as it is counted. */
export default function SalesPage() {
  const [params, setParams] = useSearchParams();
  const search = new URLSearchParams(asked.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
  const sales = useSales(search);
  const names = useShopNames();
  const nameOf = (shopId: string | null) => (shopId === null ? 'Without a shop' : (names.get(shopId) ?? 'A shop'));
  const set = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setParams(next, { replace: true });
  };
  const found = isLost(sales) ? undefined : sales.data?.value;
  const currencies = found === undefined ? [] : currenciesOf(found.totals);
  const currency = currencies.find((one) => one === params.get('currency')) ?? currencies[0] ?? null;
  const measure = measures.find((one) => one === params.get('show')) ?? 'sales';
  return (
    <Page
      title="Daily sales"
      subtitle="A shop’s day ends at midnight in its own time zone and is closed at 02:00. Until then it is counted live."
    >
      <Stack gap="md">
        <Group gap={8}>
          {names.size > 1 && (
            <Select
              size="xs"
              w={190}
              aria-label="Shop"
              placeholder="All shops"
              clearable
              searchable
              data={[...names].map(([value, label]) => ({ value, label }))}
              value={params.get('shop_id')}
              onChange={(shop) => set({ shop_id: shop })}
            />
          )}
          <DayChip
            label="Days"
            from={params.get('from')}
            to={params.get('to')}
            onChange={(from, to) => set({ from, to })}
          />
          <SegmentedControl
            size="xs"
            ml="auto"
            aria-label="What the bars show"
            data={measures.map((value) => ({ value, label: words(value) }))}
            value={measure}
            onChange={(value) => set({ show: value })}
          />
          {currencies.length > 1 && (
            <Select
              size="xs"
              w={84}
              aria-label="Currency"
              data={currencies}
              value={currency}
              allowDeselect={false}
              onChange={(value) => set({ currency: value })}
            />
          )}
        </Group>
        {isLost(sales) && <Failed error={sales.error} retry={() => void sales.refetch()} />}
        {sales.isPending && <LoadingRows rows={4} height={96} />}
        {found?.items.length === 0 && (
          <section className="card">
            <Empty
              icon={IconChartBar}
              title="No day to show"
              text="Days begin with the day on which a shop is set up."
            />
          </section>
        )}
        {found !== undefined && found.items.length > 0 && (
          <>
            <SalesTotals totals={found.totals} currency={currency} others={currencies.length - 1} />
            <section className="card" style={{ padding: '12px 16px' }} aria-label="Sales by the day">
              <SalesChart sales={found} measure={measure as Measure} currency={currency} nameOf={nameOf} />
              <Text size="xs" c="dimmed" mt={6}>
                Each shop’s own days. Pale: still counted live
                {isCounting(sales.data, live.seen) && ', and counting now'}. Everything counts on the day on which it
                happens, so a closed day stays as it is.
              </Text>
            </section>
            <div className={classes.columns}>
              <SalesTable days={found.items} nameOf={nameOf} />
              <Stack gap="md">
                <Closings nameOf={nameOf} shopId={params.get('shop_id')} />
                <SalesCategories totals={found.totals} />
              </Stack>
            </div>
          </>
        )}
      </Stack>
    </Page>
  );
}
