import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  load: () => void;
}

/** The next page, fetched as its place comes into view; the button is for those who don't scroll. */
export function LoadMore({ hasMore, isLoading, load }: LoadMoreProps) {
  const { ref, entry } = useIntersection({ rootMargin: '300px' });
  const isSeen = entry?.isIntersecting ?? false;
  useEffect(() => {
    if (isSeen && hasMore && !isLoading) load();
  }, [isSeen, hasMore, isLoading, load]);
  if (!hasMore) return null;
  return (
    <Center ref={ref} p="md">
      <Button variant="default" loading={isLoading} onClick={load}>
        Load more
      </Button>
    </Center>
  );
}
