import { Group, Title } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';

interface SectionProps {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  padded?: boolean;
  style?: CSSProperties;
  label?: string;
}

/** A card with a quiet heading. */
export function Section({ title, aside, children, padded = true, style, label }: SectionProps) {
  return (
    <section className="card" style={{ overflow: 'hidden', ...style }} aria-label={label}>
      {title !== undefined && (
        <Group justify="space-between" px="md" pt={12} pb={padded ? 4 : 10} gap="xs" wrap="nowrap">
          <Title order={2} fz="sm">
            {title}
          </Title>
          {aside}
        </Group>
      )}
      <div style={padded ? { padding: '8px 16px 16px' } : undefined}>{children}</div>
    </section>
  );
}
