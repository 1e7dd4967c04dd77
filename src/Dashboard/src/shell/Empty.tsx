import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  icon: Icon;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  compact?: boolean;
}

/** Nothing here, why, and what to do about it. */
export function Empty({ icon: Symbol, title, text, children, compact = false }: EmptyProps) {
  return (
    <Stack align="center" gap={6} py={compact ? 'lg' : 56} px="md" ta="center">
      <ThemeIcon variant="light" color="slate" size={compact ? 36 : 48} radius="xl" mb={6}>
        <Symbol size={compact ? 18 : 24} stroke={1.6} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {text !== undefined && (
        <Text c="dimmed" size="sm" maw={420}>
          {text}
        </Text>
      )}
      {children !== undefined && <div style={{ marginTop: 10 }}>{children}</div>}
    </Stack>
  );
}
