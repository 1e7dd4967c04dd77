import { Button, Group, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { money } from '../../format/money';
import { moment } from '../../format/time';
import { Problem } from '../../http/problem';
import type { Stamped } from '../../live/merge';
import { read } from '../../live/read';
import { Section } from '../../shell/Section';
import { useShops } from '../../shops/useShops';
import type { Order } from '../order';
import feed from '../OrderFeed.module.css';
import { InvoiceSheet, printInvoice } from './InvoiceSheet';
import { isInvoiceDue, mayHaveInvoice, waitForInvoice, type InvoiceRecord } from './invoicing';

/** The invoice of a finished order; null until it is issued. */
export function useInvoice(order: Order) {
  return useQuery<Stamped<InvoiceRecord> | null, Error, InvoiceRecord | null>({
    queryKey: ['order', order.id, 'invoice'],
    enabled: mayHaveInvoice(order),
    // It comes a moment after the order is done. Its event may fall into the first read, which then still says no.
    refetchInterval: (query): number | false => (isInvoiceDue(order) && !query.state.data ? 2_000 : false),
    queryFn: async ({ signal }): Promise<Stamped<InvoiceRecord> | null> => {
      await pause(waitForInvoice(order.updated_at, Date.now()), signal);
      try {
        return await read<InvoiceRecord>(`/api/v1/orders/${order.id}/invoice`, signal);
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    select: (held) => held?.value ?? null,
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

export function Invoice({ order }: { order: Order }) {
  const invoice = useInvoice(order).data;
  const shops = useShops().data;
  if (!invoice) return null;
  return (
    <Section
      title="Invoice"
      aside={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPrinter size={15} stroke={1.7} />}
          onClick={printInvoice}
        >
          Print
        </Button>
      }
    >
      <Group justify="space-between" mb={6}>
        <div id="invoice">
          <Text fw={600}>{invoice.invoice_number}</Text>
          <Text size="sm" c="dimmed">
            issued {moment(invoice.issued_at, Date.now())}
          </Text>
        </div>
        <Text fw={640} fz="lg" className="figures">
          {money(invoice.total_minor, invoice.currency)}
        </Text>
      </Group>
      <ul aria-label="Invoice lines" className={feed.feed}>
        {invoice.lines.map((line) => (
          <li key={line.line_no}>
            <Group justify="space-between" wrap="nowrap" py={4}>
              <Text size="sm">
                {line.quantity} × {line.name}
                <Text span size="xs" c="dimmed" ml={8}>
                  {money(line.unit_price_minor, invoice.currency)} each
                </Text>
              </Text>
              <Text size="sm" className="figures">
                {money(line.total_minor, invoice.currency)}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
      <InvoiceSheet invoice={invoice} shop={shops?.find(({ id }) => id === invoice.shop_id)} />
    </Section>
  );
}
