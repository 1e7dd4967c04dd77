import { Center, Loader, Skeleton, Stack } from '@mantine/core';

export function Loading() {
  return (
    <Center mih="60vh">
      <Loader size="sm" aria-label="Loading" />
    </Center>
  );
}

/** Rows that are on their way, in the shape they will have. */
export function LoadingRows({ rows = 8, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap={1} aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius={0} style={{ opacity: 1 - row / (rows + 2) }} />
      ))}
    </Stack>
  );
}
