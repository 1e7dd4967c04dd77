import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { money } from '../../format/money';
import { moment } from '../../format/time';
import { Problem } from '../../http/problem';
import type { Stamped } from '../../live/merge';
import { read } from '../../live/read';
import { Section } from '../../shell/Section';
import type { Order } from '../order';
import { isInvoiceDue, mayHaveInvoice, waitForInvoice } from './invoicing';

interface InvoiceRecord {
  invoice_number?: string;
  number?: string;
  issued_at: string | null;
  total_minor: number | null;
  tax_minor?: number | null;
  currency: string;
}

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
  const invoice = useInvoice(order);
  if (!invoice.data) return null;
  const { data: record } = invoice;
  return (
    <Section title="Invoice">
      <Group justify="space-between">
        <div id="invoice">
          <Text fw={600}>{record.invoice_number ?? record.number}</Text>
          <Text size="sm" c="dimmed">
            issued {moment(record.issued_at, Date.now())}
          </Text>
        </div>
        <Text fw={640} fz="lg" className="figures">
          {money(record.total_minor, record.currency)}
        </Text>
      </Group>
    </Section>
  );
}
