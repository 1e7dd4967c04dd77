import { Badge, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useNow } from '../../format/clock';
import { money } from '../../format/money';
import { duration } from '../../format/time';
import { wantedText } from '../../format/wanted';
import { words } from '../../format/words';
import { useNavigate } from 'react-router';
import { isLost } from '../../http/away';
import { priorityColor } from '../../orders/status';
import { Empty } from '../../shell/Empty';
import { Failed } from '../../shell/Failed';
import { LoadingRows } from '../../shell/Loading';
import { sender, useOutbox } from './sender';
import { useOffers } from './useWork';
import classes from './VendorApp.module.css';
import { timeLeft, type JobOffer } from './work';

const ShortMs = 15_000;

/** Orders that can be taken now, the most pressing first. */
export function OfferList() {
  const offers = useOffers();
  const now = useNow(1_000);
  if (offers.isPending) return <LoadingRows rows={2} height={180} />;
  if (isLost(offers)) return <Failed error={offers.error} retry={() => void offers.refetch()} />;
  const open = offers.data
    .filter((offer) => timeLeft(offer, now).ms > 0)
    .sort((a, b) => timeLeft(a, now).ms - timeLeft(b, now).ms);
  if (open.length === 0)
    return (
      <Empty
        icon={IconInbox}
        title="No offers now"
        text="Stay online: the next order that fits you shows up here at once."
      />
    );
  return (
    <Stack gap="md">
      {open.map((offer) => (
        <OfferCard key={offer.order_id} offer={offer} now={now} />
      ))}
    </Stack>
  );
}

function OfferCard({ offer, now }: { offer: JobOffer; now: number }) {
  const navigate = useNavigate();
  const answered = useOutbox().find(
    (entry) => entry.orderId === offer.order_id && (entry.what === 'accept' || entry.what === 'decline'),
  );
  const { ms, share } = timeLeft(offer, now);
  const when = wantedText(offer.requested_time, offer.timezone, now);
  const where = [offer.address?.line1, offer.address?.city, offer.address?.postal_code].filter(Boolean).join(', ');
  const urgent = priorityColor(offer.priority ?? '');
  const answer = (what: 'accept' | 'decline') => {
    void sender.add({
      orderId: offer.order_id,
      what,
      label: `${what === 'accept' ? 'Accept' : 'Decline'} ${offer.order_number}`,
    });
    if (what === 'accept') void navigate('/vendor/jobs');
  };
  return (
    <article
      className={`card ${classes.card} enter`}
      style={{ overflow: 'hidden', paddingTop: 0 }}
      aria-label={`Offer ${offer.order_number}`}
      data-offer={offer.order_number}
    >
      <div className={classes.clock} style={{ margin: '0 -16px 14px' }}>
        <span style={{ width: `${share * 100}%` }} data-short={ms < ShortMs || undefined} />
      </div>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={660} fz={20} lh={1.25}>
          {offer.service_label ?? words(offer.service_category)}
        </Text>
        <Text fw={680} fz={20} className="figures" style={{ whiteSpace: 'nowrap' }}>
          {money(offer.amount_minor, offer.currency)}
        </Text>
      </Group>
      {offer.description !== null && (
        <Text mt={4} lineClamp={3}>
          {offer.description}
        </Text>
      )}
      <Stack gap={2} mt={8}>
        <Text c="dimmed">
          {[where, offer.distance_km ? `${offer.distance_km.toFixed(1)} km` : null].filter(Boolean).join(' · ')}
        </Text>
        {when !== null && <Text c="dimmed">{when}</Text>}
        <Text c="dimmed">{offer.shop_name ?? offer.account_name}</Text>
      </Stack>
      <Group justify="space-between" mt={10}>
        {urgent !== null ? (
          <Badge size="lg" color={urgent}>
            {words(offer.priority)}
          </Badge>
        ) : (
          <span />
        )}
        {Number.isFinite(ms) && (
          <Text fw={640} className="figures" c={ms < ShortMs ? 'red' : 'dimmed'} role="timer">
            {duration(ms)}
          </Text>
        )}
      </Group>
      <SimpleGrid cols={2} mt="md" spacing="sm">
        <Button size="lg" h={56} variant="default" disabled={answered !== undefined} onClick={() => answer('decline')}>
          Decline
        </Button>
        <Button
          size="lg"
          h={56}
          loading={answered?.what === 'accept'}
          disabled={answered !== undefined}
          onClick={() => answer('accept')}
        >
          Accept
        </Button>
      </SimpleGrid>
    </article>
  );
}
