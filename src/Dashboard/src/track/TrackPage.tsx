import { Button, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ask } from '../http/client';
import { Problem } from '../http/problem';
import { asProblem, ProblemCode } from '../shell/Failed';
import { Mark } from '../shell/Mark';
import { usePageTitle } from '../shell/Page';
import { CancelOrder } from './CancelOrder';
import { RateOrder } from './RateOrder';
import { TrackedOrder } from './TrackedOrder';
import classes from './Track.module.css';
import { normalNumber, type Tracked } from './tracking';

const AgainMs = 15_000;

/** The customer's page: where is my order? The number tells the step; the proof, or a link's token, tells the rest. */
export default function TrackPage() {
  const { number, token } = useParams();
  usePageTitle(number ?? 'Track an order');
  return (
    <div className={classes.page}>
      <main className={classes.main}>
        <div className={classes.brand}>
          <Mark size={26} />
          <Text fw={640}>Order tracking</Text>
        </div>
        {number === undefined && token === undefined ? (
          <Ask />
        ) : (
          <Shown key={number ?? token} number={number} token={token} />
        )}
      </main>
    </div>
  );
}

function Ask() {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate(`/track/${encodeURIComponent(normalNumber(typed))}`);
  };
  return (
    <section className={`card ${classes.card}`}>
      <Title order={1}>Where is my order?</Title>
      <Text c="dimmed" mt={4} mb="lg">
        You were told its number at the end of your call. The shop can tell you again.
      </Text>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            size="lg"
            label="Order number"
            placeholder="ORD-2026-000042"
            required
            withAsterisk={false}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" size="lg" disabled={typed.trim() === ''}>
            Show it
          </Button>
        </Stack>
      </form>
    </section>
  );
}

function Shown({ number, token: linked }: { number?: string; token?: string }) {
  // A proof is asked for once: its answer brings the token that shows the order from then on.
  const [token, setToken] = useState(linked);
  const tracked = useQuery({
    queryKey: ['track', number, token],
    queryFn: async ({ signal }) => (await readTracked(number, token, signal)).value,
    refetchInterval: AgainMs,
    placeholderData: (before) => before,
    retry: false,
  });
  const proving = useMutation({
    mutationFn: (proof: string) =>
      ask<Tracked>('/api/v1/track', { method: 'POST', body: { order_number: number, proof }, anonymous: true }),
    onSuccess: ({ value }) => setToken(value.token),
  });
  if (tracked.isPending) return <Skeleton h={320} radius="lg" />;
  if (tracked.data === undefined) return <NotShown error={tracked.error} again={() => void tracked.refetch()} />;
  const order = proving.data?.value && !isWhole(tracked.data) ? proving.data.value : tracked.data;
  return (
    <>
      <TrackedOrder order={order} />
      {token !== undefined && isWhole(order) && (
        <RateOrder key={order.rating?.at ?? 'none'} order={order} token={token} />
      )}
      {token !== undefined && isWhole(order) && <CancelOrder order={order} token={token} />}
      {token === undefined && !isWhole(tracked.data) && (
        <Proof problem={proving.error} isAsking={proving.isPending} onProve={proving.mutate} />
      )}
    </>
  );
}

function readTracked(number: string | undefined, token: string | undefined, signal: AbortSignal) {
  const asked = token === undefined ? '' : `?token=${encodeURIComponent(token)}`;
  return ask<Tracked>(`/api/v1/track/${encodeURIComponent(number ?? '-')}${asked}`, { anonymous: true, signal });
}

/** A stub has no customer and no amount. */
function isWhole(order: Tracked): boolean {
  return order.customer !== undefined || order.amount_minor !== undefined;
}

function Proof({
  problem,
  isAsking,
  onProve,
}: {
  problem: unknown;
  isAsking: boolean;
  onProve: (proof: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onProve(typed.trim());
  };
  return (
    <section className={`card ${classes.card}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text fw={600}>See the whole order</Text>
          <TextInput
            size="md"
            label="Last four digits of your phone, or your e-mail"
            required
            withAsterisk={false}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={problem && !isAsking ? whyNot(problem) : undefined}
          />
          <Button type="submit" size="md" variant="default" loading={isAsking} disabled={typed.trim().length < 4}>
            Show
          </Button>
        </Stack>
      </form>
    </section>
  );
}

function whyNot(error: unknown): string {
  const { status, detail, title } = asProblem(error);
  if (status === 404) return 'That doesn’t match this order';
  return status === 429 ? 'That was tried too often. Wait a minute.' : (detail ?? title);
}

function NotShown({ error, again }: { error: unknown; again: () => void }) {
  const problem = error instanceof Problem ? error : asProblem(error);
  const navigate = useNavigate();
  const isUnknown = problem.status === 404;
  const text = isUnknown
    ? 'Check the number or the link. The shop that took your order can give you both again.'
    : problem.status === 429
      ? 'That was a lot of questions at once. Wait a minute.'
      : (problem.detail ?? problem.title);
  return (
    <section className={`card ${classes.card}`} role="alert">
      <Title order={1}>{isUnknown ? 'We can’t find that order' : 'We can’t look it up just now'}</Title>
      <Text c="dimmed" mt={6} mb="md">
        {text}
      </Text>
      <Stack gap="xs" align="flex-start">
        <Button variant="default" size="md" onClick={isUnknown ? () => void navigate('/track') : again}>
          {isUnknown ? 'Another number' : 'Try again'}
        </Button>
        {!isUnknown && <ProblemCode problem={problem} />}
      </Stack>
    </section>
  );
}
