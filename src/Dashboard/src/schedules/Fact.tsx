import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A figure of a job, with its name above. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed" fw={520}>
        {label}
      </Text>
      <Text size="sm" component="div" className="figures">
        {children}
      </Text>
    </div>
  );
}
