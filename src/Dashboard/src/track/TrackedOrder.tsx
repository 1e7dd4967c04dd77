import { Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { money } from '../format/money';
import { moment } from '../format/time';
import { wantedText } from '../format/wanted';
import { words } from '../format/words';
import { addressLine } from '../orders/order';
import classes from './Track.module.css';
import { drawnSteps, sentence, type Tracked } from './tracking';

/** One order as its customer sees it. */
export function TrackedOrder({ order }: { order: Tracked }) {
  const isOff = order.stage === 'cancelled';
  const when = wantedText(order.requested_time, order.timezone ?? 'UTC', Date.now());
  return (
    <section className={`card ${classes.card}`}>
      <Text c="dimmed" size="sm" className="figures">
        {order.order_number}
      </Text>
      <Title order={1} mt={2} fz={24} lh={1.25}>
        {order.service_label ?? words(order.status)}
      </Title>
      <Text mt={4}>{sentence(order.status)}</Text>
      {order.eta !== null && (
        <Text mt={4} fw={600}>
          Expected{' '}
          {order.timezone === undefined
            ? moment(order.eta, Date.now())
            : wantedText({ from: order.eta }, order.timezone, Date.now())}
        </Text>
      )}
      <ol className={classes.steps} aria-label="Progress">
        {drawnSteps(order).map((step) => (
          <li
            key={step.name}
            data-done={step.isDone || undefined}
            data-here={(step.isHere && !isOff) || undefined}
            aria-current={step.isHere ? 'step' : undefined}
          >
            <span className={classes.dot}>{step.isDone && <IconCheck size={14} stroke={3} />}</span>
            <span className={classes.name}>{words(step.name)}</span>
            {step.at !== null && <span className={classes.at}>{moment(step.at, Date.now())}</span>}
          </li>
        ))}
        {isOff && (
          <li data-off>
            <span className={classes.dot}>
              <IconX size={14} stroke={3} />
            </span>
            <span className={classes.name}>{words(order.status)}</span>
          </li>
        )}
      </ol>
      {order.images?.map((image) => (
        <img key={image.no} src={image.url} alt="After the work" className={classes.photo} />
      ))}
      <Stack gap={8}>
        {order.vendor_name && <Fact label="Done by">{order.vendor_name}</Fact>}
        {when && <Fact label="When">{when}</Fact>}
        {order.address && <Fact label="Where">{addressLine({ ...emptyAddress, ...order.address })}</Fact>}
        {order.tracking_number && (
          <Fact label="Parcel">{[order.carrier, order.tracking_number].filter(Boolean).join(' ')}</Fact>
        )}
        {(order.lines ?? []).map((line) => (
          <Fact key={line.line_no} label={`${line.quantity} × ${line.name}`}>
            {money(line.total_minor, order.currency)}
          </Fact>
        ))}
        {order.amount_minor !== undefined && order.amount_minor !== null && (
          <Fact label={order.amount_kind === 'estimated' ? 'Estimated' : 'Total'}>
            <b>{money(order.amount_minor, order.currency)}</b>
          </Fact>
        )}
      </Stack>
    </section>
  );
}

const emptyAddress = { line1: null, line2: null, city: null, state: null, postal_code: null, country: null, raw: null };

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="lg">
      <Text c="dimmed">{label}</Text>
      <Text component="div" ta="right" className="figures">
        {children}
      </Text>
    </Group>
  );
}
