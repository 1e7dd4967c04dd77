import { Box, Group, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: string;
  /** What the browser's tab says, when it should be more than the title. */
  tabTitle?: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  before?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

export function Page({ title, tabTitle, subtitle, actions, before, wide = true, children }: PageProps) {
  usePageTitle(tabTitle ?? title);
  return (
    <Box px={{ base: 'sm', sm: 'lg' }} py="md" maw={wide ? 1720 : 1080} mx="auto">
      {before}
      <Group justify="space-between" align="flex-end" mb="md" gap="sm" wrap="wrap">
        <div>
          <Title order={1}>{title}</Title>
          {subtitle !== undefined && (
            <Text component="div" c="dimmed" size="sm" mt={2}>
              {subtitle}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Platform`;
  }, [title]);
}
