import { words } from '../format/words';
import { stageColor, steps } from './status';
import classes from './StepBar.module.css';

interface StepBarProps {
  kind: 'service' | 'product';
  status: string;
  stage: string;
}

/** How far an order has come, as a thin row of segments. */
export function StepBar({ kind, status, stage }: StepBarProps) {
  const way = steps[kind];
  const at = way.indexOf(status);
  const label = at < 0 ? words(status) : `Step ${at + 1} of ${way.length}: ${words(status)}`;
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={label}
      style={{ color: `var(--mantine-color-${stageColor(stage)}-6)` }}
    >
      {way.map((step, index) => (
        <span key={step} data-done={index <= at || undefined} />
      ))}
    </div>
  );
}
