import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core';
import { useNow } from '../../format/clock';
import { duration } from '../../format/time';
import { words } from '../../format/words';
import { isLost } from '../../http/away';
import { Section } from '../../shell/Section';
import { offerMoment, type Offer, type Order } from '../order';
import classes from '../OrderFeed.module.css';
import { DispatchButton } from './DispatchButton';
import { useOffers } from './useOrder';

const colors: Readonly<Record<string, string>> = {
  offered: 'blue',
  seen: 'blue',
  accepted: 'teal',
  declined: 'orange',
  expired: 'slate',
  withdrawn: 'slate',
};
const termColors = ['pine.7', 'blue.5', 'violet.4', 'orange.4', 'cyan.4', 'grape.4'];

/** Who was asked, in which wave, why in that order, and what they said. */
export function Offers({ order }: { order: Order }) {
  const offers = useOffers(order.id, order.kind === 'service');
  const now = useNow(1_000);
  if (order.kind !== 'service' || order.stage === 'draft' || offers.data === null || isLost(offers)) return null;
  const items = offers.data ?? [];
  return (
    <Section title="Vendors" padded={false} aside={<DispatchButton order={order} />}>
      {items.length === 0 && (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {order.vendor_name !== null ? `${order.vendor_name} does it` : 'Nobody has been offered this order'}
        </Text>
      )}
      <ul className={classes.feed}>
        {items.map((offer) => (
          <OfferRow key={`${offer.vendor_id}/${offer.wave}`} offer={offer} now={now} />
        ))}
      </ul>
    </Section>
  );
}

function OfferRow({ offer, now }: { offer: Offer; now: number }) {
  const isOpen = offer.status === 'offered' || offer.status === 'seen';
  const left = isOpen && offer.expires_at !== null ? Date.parse(offer.expires_at) - now : null;
  return (
    <li className={classes.item} style={{ padding: '10px 16px' }}>
      <Group justify="space-between" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={560} truncate>
            {offer.vendor_name ?? offer.vendor_id.slice(-6)}
          </Text>
          <Text size="xs" c="dimmed" className="figures">
            Wave {offer.wave} · {offerMoment(offer)}
            {left !== null && left > 0 && ` · ${duration(left)} left`}
          </Text>
        </div>
        <Badge color={colors[offer.status] ?? 'slate'}>{words(offer.status)}</Badge>
      </Group>
      {offer.score_terms !== null && <Score offer={offer} terms={Object.entries(offer.score_terms)} />}
    </li>
  );
}

/** The score as a bar of its terms: longer is better, and each part says what it is for. */
function Score({ offer, terms }: { offer: Offer; terms: [string, number][] }) {
  const whole = Math.max(
    1,
    terms.reduce((sum, [, value]) => sum + Math.max(0, value), 0),
  );
  return (
    <Group gap={8} mt={6} wrap="nowrap">
      <Progress.Root size={6} style={{ flex: 1 }} role="img" aria-label={scoreText(offer, terms)}>
        {terms.map(([term, value], index) => (
          <Tooltip key={term} label={`${words(term)} ${value.toFixed(2)}`}>
            <Progress.Section
              value={(Math.max(0, value) / whole) * 100}
              color={termColors[index % termColors.length]}
              withAria={false}
            />
          </Tooltip>
        ))}
      </Progress.Root>
      <Text size="xs" c="dimmed" className="figures">
        {offer.score?.toFixed(2)}
      </Text>
    </Group>
  );
}

function scoreText(offer: Offer, terms: readonly [string, number][]): string {
  return `Score ${offer.score?.toFixed(2) ?? ''}: ${terms.map(([term, value]) => `${words(term)} ${value.toFixed(2)}`).join(', ')}`;
}
