import { Checkbox, CloseButton, Popover, Stack, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { words } from '../format/words';
import classes from './FilterChip.module.css';

export interface Choice {
  value: string;
  label: string;
}

interface FilterChipProps {
  label: string;
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** One filter of a list: closed it says what it narrows to, open it offers what there is. */
export function FilterChip({ label, choices, values: given, onChange: tell }: FilterChipProps) {
  // The address changes a moment after the click; the box is ticked at once.
  const [values, setValues] = useState(given);
  const address = given.join(' ');
  useEffect(() => setValues(address === '' ? [] : address.split(' ')), [address]);
  const onChange = (next: string[]) => {
    setValues(next);
    tell(next);
  };
  const isOn = values.length > 0;
  const name = (value: string) => choices.find((choice) => choice.value === value)?.label ?? words(value);
  const text = values.length > 2 ? `${values.length} chosen` : values.map(name).join(', ');
  return (
    <Popover position="bottom-start" shadow="md" radius="md" trapFocus returnFocus>
      <div className={classes.chip} data-on={isOn || undefined}>
        <Popover.Target>
          <UnstyledButton
            className={classes.button}
            aria-label={isOn ? `${label}: ${text}` : `Filter by ${label.toLowerCase()}`}
          >
            <span>{label}</span>
            {isOn ? <strong>{text}</strong> : <IconChevronDown size={14} />}
          </UnstyledButton>
        </Popover.Target>
        {isOn && (
          <CloseButton
            size="xs"
            aria-label={`Remove filter ${label.toLowerCase()}`}
            onClick={(event) => {
              event.stopPropagation();
              onChange([]);
            }}
          />
        )}
      </div>
      <Popover.Dropdown p="sm" mah={360} style={{ overflowY: 'auto' }}>
        <Checkbox.Group value={[...values]} onChange={onChange} aria-label={label}>
          <Stack gap={10}>
            {choices.map((choice) => (
              <Checkbox key={choice.value} value={choice.value} label={choice.label} size="sm" />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}

export function choicesOf(...values: string[]): Choice[] {
  return values.map((value) => ({ value, label: words(value) }));
}
