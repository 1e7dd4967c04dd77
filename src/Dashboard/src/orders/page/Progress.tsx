import { IconCheck, IconX } from '@tabler/icons-react';
import { clock, date } from '../../format/time';
import { words } from '../../format/words';
import type { Order } from '../order';
import classes from './Progress.module.css';
import { steps } from '../status';

interface ProgressProps {
  order: Pick<Order, 'kind' | 'status' | 'created_at'> & Partial<Pick<Order, 'cancelled_at'>>;
  /** When each step was reached, as far as it was. */
  times: ReadonlyMap<string, string>;
}

/** The way of an order, drawn: what is behind it with its time, where it stands, what is ahead. */
export function Progress({ order, times }: ProgressProps) {
  const isDraft = order.status === 'draft';
  const way = [...(isDraft ? ['draft'] : []), ...steps[order.kind].filter((step) => !isSkipped(step, order, times))];
  const at = way.indexOf(order.status);
  const isOff = at < 0;
  const reached = isOff ? Math.max(0, ...way.map((step, index) => (times.has(step) ? index : 0))) : at;
  const drawn = isOff ? [...way.slice(0, reached + 1), order.status] : way;
  return (
    <ol className={classes.way} aria-label="Progress">
      {drawn.map((step, index) => {
        const isHere = step === order.status;
        const isDone =
          index < drawn.indexOf(order.status) || (isHere && !isDraft && (index === drawn.length - 1 || index === 0));
        const time = times.get(step) ?? (index === 0 ? order.created_at : undefined);
        return (
          <li
            key={step}
            className={classes.step}
            data-done={isDone || undefined}
            data-here={isHere || undefined}
            data-off={(isOff && isHere) || undefined}
            aria-current={isHere ? 'step' : undefined}
          >
            <span className={classes.dot}>
              {isOff && isHere ? <IconX size={12} stroke={3} /> : isDone && <IconCheck size={12} stroke={3} />}
            </span>
            <span className={classes.label}>{words(step)}</span>
            <span className={classes.time}>{time !== undefined && (isDone || isHere) ? timeText(time) : '\u00a0'}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** A step that was passed over on the way (a vendor who starts without travelling) is not drawn as done. */
function isSkipped(step: string, order: ProgressProps['order'], times: ReadonlyMap<string, string>): boolean {
  const way = steps[order.kind];
  const at = way.indexOf(order.status);
  const index = way.indexOf(step);
  return index > 0 && index < at && times.size > 0 && !times.has(step);
}

function timeText(iso: string): string {
  const now = Date.now();
  const isToday = new Date(iso).toDateString() === new Date(now).toDateString();
  return isToday ? clock(iso) : `${date(iso, now)}, ${clock(iso)}`;
}
