import { Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { phone } from '../format/phone';
import { words } from '../format/words';
import { useFlash } from '../live/useLive';
import { draftFields, type Draft, type DraftField } from './call';
import classes from './DraftPanel.module.css';

interface DraftPanelProps {
  draft: Draft | null;
  /** Called with the turn that a field came from, while it is pointed at. */
  onPoint?: (turnNo: number | null) => void;
  compact?: boolean;
  /** Whether somebody is still asking. */
  isLive: boolean;
}

/** The order that the call is becoming: every field in its place, filled as the caller says it. */
export function DraftPanel({ draft, onPoint, isLive, compact = false }: DraftPanelProps) {
  const fields = draftFields(draft).filter((field) => !compact || field.name !== 'description' || field.value !== null);
  return (
    <dl className={classes.fields} aria-label="Draft order">
      {fields.map((field) => (
        <Field key={field.name} field={field} isLive={isLive} onPoint={onPoint} />
      ))}
    </dl>
  );
}

function Field({
  field,
  isLive,
  onPoint,
}: {
  field: DraftField;
  isLive: boolean;
  onPoint?: (turnNo: number | null) => void;
}) {
  const flash = useFlash(field.value);
  const points = field.turnNo !== null && onPoint !== undefined;
  const say = (turnNo: number | null) => () => onPoint?.(turnNo);
  return (
    <div
      className={`${classes.field} ${flash ?? ''}`}
      data-filled={field.value !== null || undefined}
      data-points={points || undefined}
      tabIndex={points ? 0 : undefined}
      onMouseEnter={say(field.turnNo)}
      onMouseLeave={say(null)}
      onFocus={say(field.turnNo)}
      onBlur={say(null)}
    >
      <span className={classes.tick} aria-hidden="true">
        {field.value !== null && <IconCheck size={11} stroke={3} />}
      </span>
      <dt>{field.label}</dt>
      <dd>
        {field.value === null ? (
          <Text span size="sm" c="dimmed" aria-label="not known yet">
            {field.isMissing && isLive ? 'asking…' : '–'}
          </Text>
        ) : (
          shown(field)
        )}
      </dd>
    </div>
  );
}

function shown(field: DraftField): string {
  if (field.name === 'customer_phone') return phone(field.value);
  return field.name === 'priority' ? words(field.value) : (field.value ?? '');
}
