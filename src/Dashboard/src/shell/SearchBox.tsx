import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

interface SearchBoxProps {
  value: string;
  onChange: (value: string) => void;
  placeholder: string;
}

/** `/` comes here from anywhere on the page; the list follows a moment after the typing stops. */
export function SearchBox({ value, onChange, placeholder }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const tell = useDebouncedCallback(onChange, 250);
  useEffect(() => setTyped(value), [value]);
  useHotkeys([['/', () => input.current?.focus()]]);

  const set = (next: string) => {
    setTyped(next);
    tell(next);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.7} />}
      rightSection={
        typed === '' ? (
          <kbd className="key">/</kbd>
        ) : (
          <CloseButton size="sm" onClick={() => set('')} aria-label="Clear search" />
        )
      }
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        set('');
        input.current?.blur();
      }}
      w={{ base: '100%', xs: 230 }}
      styles={{ input: { background: 'var(--surface)' } }}
    />
  );
}
