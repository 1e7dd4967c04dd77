import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Call } from '../calls/call';
import { isLost } from '../http/away';
import type { Figures } from '../orders/order';
import { Failed } from '../shell/Failed';
import { answerMs, answerText, revenueText, today } from './figures';
import classes from './FigureStrip.module.css';
import { read } from './read';
import { useFlash } from './useLive';

interface FigureStripProps {
  callsNow: number | null;
  recentCalls: readonly Call[];
}

/** The day in seven numbers. */
export function FigureStrip({ callsNow, recentCalls }: FigureStripProps) {
  const figures = useQuery({
    queryKey: ['order-figures'],
    queryFn: ({ signal }) => read<Figures>('/api/v1/orders/stats', signal),
  });
  if (isLost(figures)) return <Failed error={figures.error} retry={() => void figures.refetch()} />;
  const all = figures.data?.value;
  const day = all === undefined ? undefined : today(all);
  return (
    <section className={`card ${classes.strip}`} aria-label="Figures">
      <Figure label="Orders today" value={day && number(day.total)} note={all && `${number(all.total)} in all`} />
      <Figure
        label="Calls now"
        value={callsNow === null ? undefined : number(callsNow)}
        isLive={(callsNow ?? 0) > 0}
        note="on the line"
      />
      <Figure label="Open" value={all && number(all.open)} note="waiting or accepted" />
      <Figure label="In progress" value={all && number(all.in_progress)} note="being worked on" />
      <Figure
        label="Done"
        value={all && number(all.done)}
        note={day && day.done !== null ? `${number(day.done)} today` : 'completed'}
      />
      <Figure
        label="Revenue"
        value={all && revenueText(all.revenue)}
        note={day?.revenue ? `${revenueText(day.revenue)} today` : 'all time'}
      />
      <Figure label="Answer" value={answerText(answerMs(recentCalls))} note="median, last calls" />
    </section>
  );
}

function Figure({
  label,
  value,
  note,
  isLive = false,
}: {
  label: string;
  value?: string;
  note?: string;
  isLive?: boolean;
}) {
  const flash = useFlash(value);
  return (
    <div className={`${classes.figure} ${flash ?? ''}`} data-figure={label}>
      <Text size="xs" c="dimmed" fw={520} component="div">
        {isLive && (
          <Text span c="teal.6" mr={8}>
            <span className="pulse" />
          </Text>
        )}
        {label}
      </Text>
      {value === undefined ? <Skeleton h={28} w={64} my={4} /> : <div className={classes.value}>{value}</div>}
      <Text size="xs" c="dimmed" truncate>
        {note ?? '\u00a0'}
      </Text>
    </div>
  );
}

function number(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en-US');
}
