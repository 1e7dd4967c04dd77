import { Group, Progress, Text } from '@mantine/core';
import { money } from '../format/money';
import { plural, words } from '../format/words';
import strip from '../live/FigureStrip.module.css';
import { useFlash } from '../live/useLive';
import { Section } from '../shell/Section';
import type { SalesTotals as Totals } from './sales';

interface SalesTotalsProps {
  totals: Totals;
  currency: string | null;
  /** How many other currencies there are: they are never added. */
  others: number;
}

/** The days together, in seven numbers. */
export function SalesTotals({ totals, currency, others }: SalesTotalsProps) {
  const sum = totals.amounts.find((amount) => amount.currency === currency);
  const more = others > 0 ? `and in ${plural(others, 'more currency', 'more currencies')}` : undefined;
  return (
    <section className={`card ${strip.strip}`} aria-label="These days together">
      <Figure label="Orders" value={totals.orders.toLocaleString('en-US')} note="placed" />
      <Figure label="Done" value={totals.completed.toLocaleString('en-US')} note="completed" />
      <Figure label="Cancelled" value={totals.cancelled.toLocaleString('en-US')} note="or expired" />
      <Figure label="Sales" value={amount(sum?.sales_minor, currency)} note={more ?? 'of what was done'} />
      <Figure label="Received" value={amount(sum?.received_minor, currency)} note="payments" />
      <Figure label="Refunded" value={amount(sum?.refunded_minor, currency)} note="given back" />
      <Figure label="Net" value={amount(sum?.net_minor, currency)} note="received less refunded" />
    </section>
  );
}

/** A large amount has no room for its cents, and no need of them. */
function amount(minor: number | undefined, currency: string | null): string {
  return money(minor, currency, Math.abs(minor ?? 0) >= 100_000_00);
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  const flash = useFlash(value);
  return (
    <div className={`${strip.figure} ${flash ?? ''}`} data-figure={label}>
      <Text size="xs" c="dimmed" fw={520} component="div">
        {label}
      </Text>
      <div className={strip.value}>{value}</div>
      <Text size="xs" c="dimmed" truncate>
        {note}
      </Text>
    </div>
  );
}

/** What was sold, by kind of work. */
export function SalesCategories({ totals: { categories } }: { totals: Totals }) {
  const most = Math.max(1, ...categories.map(({ sales_minor }) => sales_minor));
  if (categories.length === 0) return null;
  return (
    <Section title="By category">
      {categories.map((part) => (
        <div key={`${part.category}/${part.currency}`} style={{ marginBottom: 10 }}>
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" truncate>
              {words(part.category)}
            </Text>
            <Text size="sm" className="figures">
              {money(part.sales_minor, part.currency)}
            </Text>
          </Group>
          <Progress
            size="sm"
            value={(Math.max(0, part.sales_minor) / most) * 100}
            aria-label={`${words(part.category)}: ${part.completed} of ${part.orders} orders done`}
          />
          <Text size="xs" c="dimmed">
            {part.orders.toLocaleString('en-US')} ordered, {part.completed.toLocaleString('en-US')} done
          </Text>
        </div>
      ))}
    </Section>
  );
}
