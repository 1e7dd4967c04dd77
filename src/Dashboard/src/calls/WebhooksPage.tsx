import { Group } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { isLost } from '../http/away';
import { ask } from '../http/client';
import type { Page as PageOf } from '../live/merge';
import feed from '../orders/OrderFeed.module.css';
import { Empty } from '../shell/Empty';
import { Failed } from '../shell/Failed';
import { choicesOf, FilterChip } from '../shell/FilterChip';
import { LoadingRows } from '../shell/Loading';
import { LoadMore } from '../shell/LoadMore';
import { Page } from '../shell/Page';
import type { Webhook } from './call';
import { WebhookRow } from './WebhookRow';

/** Everything that providers sent, newest first: the first place to look when calls don't arrive. */
export default function WebhooksPage() {
  const [params, setParams] = useSearchParams();
  const verdicts = params.getAll('verdict');
  const search = new URLSearchParams(verdicts.map((verdict) => ['verdict', verdict]));
  const list = useInfiniteQuery({
    queryKey: ['webhooks', search.toString()],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(search);
      query.set('limit', '50');
      if (pageParam !== null) query.set('cursor', pageParam);
      return ask<PageOf<Webhook>>(`/api/v1/webhooks?${query}`, { signal });
    },
    getNextPageParam: (last) => last.value.next_cursor,
    refetchInterval: 10_000,
  });
  const items = list.data?.pages.flatMap((page) => page.value.items) ?? [];
  return (
    <Page
      title="Webhooks"
      subtitle="What telephony providers sent, whether it was really theirs, and how fast it was answered"
      wide={false}
    >
      <section className="card" style={{ overflow: 'hidden' }}>
        <Group p="sm">
          <FilterChip
            label="Verdict"
            choices={choicesOf(
              'verified',
              'signature_wrong',
              'signature_missing',
              'credentials_missing',
              'too_old',
              'malformed',
              'unknown_number',
            )}
            values={verdicts}
            onChange={(values) => setParams(new URLSearchParams(values.map((value) => ['verdict', value])))}
          />
        </Group>
        {isLost(list) && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <LoadingRows rows={8} height={56} />}
        {list.isSuccess && items.length === 0 && (
          <Empty
            icon={IconWebhook}
            title="Nothing has arrived"
            text="Point your number’s voice webhook at this server; its requests show up here, good or bad."
          />
        )}
        <ul className={feed.feed}>
          {items.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} withDate />
          ))}
        </ul>
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          load={() => void list.fetchNextPage()}
        />
      </section>
    </Page>
  );
}
