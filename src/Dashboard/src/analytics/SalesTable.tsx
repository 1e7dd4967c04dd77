import { Badge, Button, Center, Table, Text, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useNow } from '../format/clock';
import { money } from '../format/money';
import { momentIn, weekday } from '../format/time';
import { useFlash } from '../live/useLive';
import { Section } from '../shell/Section';
import { shopKey, stateOf, unusual, type SalesAmounts, type SalesDay } from './sales';

const RowsMin = 60;

interface SalesTableProps {
  days: readonly SalesDay[];
  nameOf: (shopId: string | null) => string;
}

/** The days in figures, the last one first. */
export function SalesTable({ days, nameOf }: SalesTableProps) {
  const [shown, setShown] = useState(RowsMin);
  const now = useNow(30_000);
  const newest = [...days].reverse();
  const isOneShop = new Set(days.map(shopKey)).size === 1;
  return (
    <Section title="Days" padded={false}>
      <Table.ScrollContainer minWidth={isOneShop ? 660 : 780} type="native">
        <Table horizontalSpacing={10} verticalSpacing={7} aria-label="Days">
          <Table.Thead>
            <Table.Tr>
              <Table.Th pl="md">Day</Table.Th>
              {!isOneShop && <Table.Th>Shop</Table.Th>}
              <Table.Th ta="right">Orders</Table.Th>
              <Table.Th ta="right">Done</Table.Th>
              <Table.Th ta="right">Cancelled</Table.Th>
              <Table.Th ta="right">Sales</Table.Th>
              <Table.Th ta="right">Received</Table.Th>
              <Table.Th ta="right">Refunded</Table.Th>
              <Table.Th>Closed</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="figures">
            {newest.slice(0, shown).map((day) => (
              <DayRow
                key={`${day.day}/${shopKey(day)}`}
                day={day}
                shop={isOneShop ? null : nameOf(day.shop_id)}
                now={now}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {newest.length > shown && (
        <Center p="sm">
          <Button variant="default" size="xs" onClick={() => setShown(shown * 4)}>
            Show {Math.min(newest.length - shown, shown * 3)} more
          </Button>
        </Center>
      )}
    </Section>
  );
}

function DayRow({ day, shop, now }: { day: SalesDay; shop: string | null; now: number }) {
  const flash = useFlash(JSON.stringify([day.orders, day.completed, day.cancelled, day.amounts]));
  const odd = unusual(day);
  return (
    <Table.Tr className={flash} data-day={day.day} data-state={stateOf(day, now)}>
      <Table.Td pl="md" style={{ whiteSpace: 'nowrap' }}>
        {weekday(day.day)}
        {odd !== null && (
          <Tooltip label={odd}>
            <Badge ml={6} miw={38} size="sm" color="violet" tabIndex={0} aria-label={odd}>
              {Number(day.hours.toFixed(2))} h
            </Badge>
          </Tooltip>
        )}
      </Table.Td>
      {shop !== null && <Table.Td style={{ whiteSpace: 'nowrap' }}>{shop}</Table.Td>}
      <Table.Td ta="right">{day.orders.toLocaleString('en-US')}</Table.Td>
      <Table.Td ta="right">{day.completed.toLocaleString('en-US')}</Table.Td>
      <Table.Td ta="right">{day.cancelled.toLocaleString('en-US')}</Table.Td>
      <Amount day={day} of={(sum) => sum.sales_minor} />
      <Amount day={day} of={(sum) => sum.received_minor} />
      <Amount day={day} of={(sum) => sum.refunded_minor} />
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <State day={day} now={now} />
      </Table.Td>
    </Table.Tr>
  );
}

/** One line a currency; a dash where nothing moved. */
function Amount({ day, of }: { day: SalesDay; of: (sum: SalesAmounts) => number }) {
  const moved = day.amounts.filter((sum) => of(sum) !== 0);
  return (
    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
      {moved.length === 0 ? '–' : moved.map((sum) => <div key={sum.currency}>{money(of(sum), sum.currency)}</div>)}
    </Table.Td>
  );
}

function State({ day, now }: { day: SalesDay; now: number }) {
  const span = `${momentIn(day.from, day.timezone)} to ${momentIn(day.until, day.timezone)}, ${day.timezone}`;
  switch (stateOf(day, now)) {
    case 'closed':
      return (
        <Tooltip label={span}>
          <Text span size="sm" c="dimmed" tabIndex={0}>
            {momentIn(day.closed_at ?? day.until, day.timezone)}
          </Text>
        </Tooltip>
      );
    case 'live':
      return (
        <Tooltip label={span}>
          <Text span size="sm" c="pine" fw={560} tabIndex={0}>
            <span className="pulse" style={{ marginRight: 6 }} />
            today, live
          </Text>
        </Tooltip>
      );
    case 'over':
      return (
        <Tooltip label={span}>
          <Text span size="sm" c="dimmed" tabIndex={0}>
            over, not closed yet
          </Text>
        </Tooltip>
      );
  }
}
