import { Badge, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconPhone, IconPhoneIncoming, IconPhoneOutgoing, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useNow } from '../format/clock';
import { phone } from '../format/phone';
import { ago, duration } from '../format/time';
import { words } from '../format/words';
import { isLost } from '../http/away';
import { DataTable, type Columns } from '../shell/DataTable';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { useRowKeys } from '../shell/keys';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Page } from '../shell/Page';
import { useShopNames } from '../shops/useShops';
import { isLive, type Call } from './call';
import { CallFilterBar } from './CallFilterBar';
import { formatCallFilters, parseCallFilters, toCallQuery, type CallFilters } from './callFilters';
import { outcomeColor } from './outcome';
import { useCallPages } from './useCalls';
import { RecentCalls } from '../live/RecentCalls';

const PageSize = 50;

export default function CallsPage() {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => parseCallFilters(params), [params]);
  const list = useCallPages(toCallQuery(filters, PageSize).toString());
  const calls = useMemo(() => list.data?.pages.flatMap((page) => page.value.items) ?? [], [list.data]);
  const set = (next: CallFilters) => setParams(formatCallFilters(next), { replace: next.q !== filters.q });
  const isNarrowed = formatCallFilters(filters).size > 0;

  return (
    <Page title="Calls">
      <section className="card" style={{ overflow: 'hidden' }}>
        <CallFilterBar filters={filters} onChange={set} />
        {isLost(list) && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <LoadingRows rows={10} height={48} />}
        {list.isSuccess &&
          calls.length === 0 &&
          (isNarrowed ? (
            <Empty
              icon={IconSearchOff}
              title="No call is like that"
              text="Take a filter away, or search for something else."
            />
          ) : (
            <Empty
              icon={IconPhone}
              title="No calls yet"
              text="A call to one of your shops’ numbers appears here while it rings."
            />
          ))}
        {calls.length > 0 && <CallRows calls={calls} />}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          load={() => void list.fetchNextPage()}
        />
      </section>
    </Page>
  );
}

function CallRows({ calls }: { calls: Call[] }) {
  const navigate = useNavigate();
  const now = useNow(5_000);
  const shops = useShopNames();
  const isNarrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const [active, setActive] = useState(-1);
  const columns = useMemo(() => callColumns(now, shops), [now, shops]);
  const open = (call: Call | undefined) => call !== undefined && void navigate(`/calls/${call.id}`);
  useRowKeys(calls.length, active, setActive, (index) => open(calls[index]));
  if (isNarrow) return <RecentCalls calls={calls} shopNames={shops} withLive max={calls.length} />;
  return (
    <div style={{ borderTop: '1px solid var(--line)' }}>
      <DataTable
        label="Calls"
        columns={columns}
        rows={calls}
        rowId={(call) => call.id}
        signature={(call) => `${call.status}/${call.outcome}/${call.order_number}`}
        active={active}
        onOpen={open}
      />
    </div>
  );
}

function callColumns(now: number, shops: ReadonlyMap<string, string>): Columns<Call> {
  return [
    {
      id: 'caller',
      header: 'Caller',
      cell: ({ row: { original: call } }) => (
        <Group gap={10} wrap="nowrap">
          {call.direction === 'outbound' ? (
            <IconPhoneOutgoing size={16} stroke={1.6} />
          ) : (
            <IconPhoneIncoming size={16} stroke={1.6} />
          )}
          <Text size="sm" fw={580} className="figures" style={{ whiteSpace: 'nowrap' }}>
            {phone(call.direction === 'outbound' ? call.to : call.from)}
          </Text>
        </Group>
      ),
    },
    { id: 'shop', header: 'Shop', cell: ({ row: { original: call } }) => shops.get(call.shop_id ?? '') ?? '–' },
    {
      id: 'status',
      header: 'Line',
      cell: ({ row: { original: call } }) =>
        isLive(call) ? (
          <Group gap={8} wrap="nowrap">
            <span className="pulse" style={{ color: 'var(--mantine-color-teal-6)' }} />
            <Text size="sm">{words(call.status)}</Text>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {words(call.status)}
          </Text>
        ),
    },
    {
      id: 'outcome',
      header: 'Came to',
      cell: ({ row: { original: call } }) =>
        call.order_number !== null ? (
          <Badge color="pine">{call.order_number}</Badge>
        ) : call.outcome !== null && call.outcome !== 'none' ? (
          <Badge color={outcomeColor(call.outcome)}>{words(call.outcome)}</Badge>
        ) : (
          '–'
        ),
    },
    { id: 'turns', header: 'Turns', cell: ({ row: { original: call } }) => call.turn_count },
    {
      id: 'duration',
      header: () => <div style={{ textAlign: 'right' }}>Duration</div>,
      cell: ({ row: { original: call } }) => (
        <Text size="sm" ta="right" className="figures">
          {duration(call.duration_ms ?? (isLive(call) ? now - Date.parse(call.started_at) : null))}
        </Text>
      ),
    },
    {
      id: 'when',
      header: () => <div style={{ textAlign: 'right' }}>When</div>,
      cell: ({ row: { original: call } }) => (
        <Text size="sm" c="dimmed" ta="right" style={{ whiteSpace: 'nowrap' }}>
          {ago(call.started_at, now)}
        </Text>
      ),
    },
  ];
}
