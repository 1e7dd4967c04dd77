import { Portal, Table } from '@mantine/core';
import { money } from '../../format/money';
import { phone } from '../../format/phone';
import type { Shop } from '../../shops/shop';
import type { InvoiceRecord } from './invoicing';
import classes from './InvoiceSheet.module.css';

// A paper is read in another year, too.
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** The invoice as it is printed; the screen does not show it. */
export function InvoiceSheet({ invoice, shop }: { invoice: InvoiceRecord; shop: Shop | undefined }) {
  const { customer, currency } = invoice;
  const contact = [shop?.contact?.address, shop?.contact?.phone && phone(shop.contact.phone), shop?.contact?.email];
  return (
    <Portal>
      <article className={classes.sheet} data-sheet="invoice" aria-hidden="true">
        <header>
          <strong>{shop?.name}</strong>
          <span>{contact.filter(Boolean).join(' · ')}</span>
        </header>
        <h1>Invoice {invoice.invoice_number}</h1>
        <p>
          {dayFormat.format(new Date(invoice.issued_at))}
          <br />
          For order {invoice.order_number}
        </p>
        <p>
          {customer.name}
          {customer.business_name !== null && (
            <>
              <br />
              {customer.business_name}
            </>
          )}
        </p>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>What</Table.Th>
              <Table.Th ta="right">Pieces</Table.Th>
              <Table.Th ta="right">Each</Table.Th>
              <Table.Th ta="right">Sum</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {invoice.lines.map((line) => (
              <Table.Tr key={line.line_no}>
                <Table.Td>{line.name}</Table.Td>
                <Table.Td ta="right">{line.quantity}</Table.Td>
                <Table.Td ta="right">{money(line.unit_price_minor, currency)}</Table.Td>
                <Table.Td ta="right">{money(line.total_minor, currency)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th colSpan={3}>Total</Table.Th>
              <Table.Th ta="right">{money(invoice.total_minor, currency)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </article>
    </Portal>
  );
}

/** Prints the sheet and nothing else of the page. */
export function printInvoice(): void {
  const page = document.documentElement;
  page.dataset.printing = 'invoice';
  addEventListener('afterprint', () => delete page.dataset.printing, { once: true });
  window.print();
}
