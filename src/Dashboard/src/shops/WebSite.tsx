import { Alert, Button, Checkbox, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { momentIn } from '../format/time';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import type { Page } from '../live/merge';
import { read } from '../live/read';
import { asProblem, sayDone, sayFailed } from '../shell/Failed';
import { Section } from '../shell/Section';
import type { Shop } from './shop';
import { foundAt, isUnderWay, obstacle, toggled, undecided, type SiteCandidate, type SiteImport } from './site';

const PollMs = 2_000;
const ReadingsMax = 20; // Looked through for one that nobody decided on.

/** The shop's web site: read on demand, and what it says taken over as far as a person ticks it. */
export function WebSite({ shop }: { shop: Shop }) {
  const path = `/api/v1/shops/${shop.id}/site-imports`;
  const [address, setAddress] = useState(shop.website_url ?? '');
  const imports = useQuery({
    // Below the shop's own key, so that the shop's events freshen it too.
    queryKey: ['shop', shop.id, 'site-imports'],
    queryFn: async ({ signal }) => {
      const { value } = await read<Page<SiteImport>>(`${path}?limit=${ReadingsMax}`, signal);
      const open = undecided(value.items);
      return {
        last: value.items[0] ?? null,
        open: open && (await read<SiteImport>(`${path}/${open.id}`, signal)).value,
      };
    },
    refetchInterval: ({ state: { data } }) => (data?.last && isUnderWay(data.last) ? PollMs : false),
  });
  const refresh = () => void changed(['shop', shop.id]);
  const starting = useMutation({
    mutationFn: () => ask(path, { method: 'POST', body: { website_url: address.trim() } }),
    onSuccess: refresh,
  });
  const dismissing = useMutation({
    mutationFn: ({ id, version }: SiteImport) => ask(`${path}/${id}/dismiss`, { method: 'POST', version }),
    onSuccess: refresh,
    onError: (error) => sayFailed(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    starting.mutate();
  };
  const { last, open } = imports.data ?? { last: null, open: null };
  const isBusy = last !== null && isUnderWay(last);
  const problem = starting.isError ? asProblem(starting.error) : null;
  return (
    <Section title="Web site">
      <form onSubmit={submit}>
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            label="Address"
            placeholder="https://example.com"
            style={{ flex: 1 }}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={problem?.reasonFor('website_url') ?? problem?.message}
          />
          <Button type="submit" variant="default" disabled={isBusy || !address.trim()} loading={starting.isPending}>
            Read the web site
          </Button>
        </Group>
      </form>
      {isBusy && (
        <Group mt="sm" justify="space-between" role="status">
          <Group gap="xs">
            <Loader size="xs" />
            <Text size="sm">
              Reading {last.website_url}
              {last.tries > 1 && `, try ${last.tries}`}
            </Text>
          </Group>
          <Button size="xs" variant="subtle" color="slate" onClick={() => dismissing.mutate(last)}>
            Stop
          </Button>
        </Group>
      )}
      {last?.status === 'failed' && (
        <Alert mt="sm" color="orange" title="The web site could not be read">
          {last.detail}
        </Alert>
      )}
      {last?.status === 'accepted' && (
        <Text mt="sm" size="sm" c="dimmed">
          {last.taken.length} of {last.found} findings were taken over from {last.website_url}.
        </Text>
      )}
      {open?.status === 'ready' && (
        <Findings
          key={open.id}
          shop={shop}
          found={open}
          path={path}
          isEarlier={open.id !== last?.id}
          dismiss={() => dismissing.mutate(open)}
        />
      )}
    </Section>
  );
}

interface FindingsProps {
  shop: Shop;
  found: SiteImport;
  path: string;
  /** The site was read again since, and that brought nothing to decide on. */
  isEarlier: boolean;
  dismiss: () => void;
}

function Findings({ shop, found, path, isEarlier, dismiss }: FindingsProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const candidates = found.candidates ?? [];
  const accepting = useMutation({
    mutationFn: () =>
      ask(`${path}/${found.id}/accept`, {
        method: 'POST',
        body: { candidates: chosen, shop_version: shop.version },
        version: found.version,
      }),
    onSuccess: () => sayDone('Taken over'),
    onError: (error) => sayFailed(error),
    onSettled: () => void changed(['shop', shop.id], ['shops']),
  });
  return (
    <Stack mt="sm" gap="xs">
      {isEarlier && (
        <Text size="sm">
          Read on {momentIn(found.created_at, shop.timezone)} from {found.website_url}, and not decided on yet:
        </Text>
      )}
      <Text size="sm" c="dimmed">
        Tick what is right. Callers are told none of it before you take it over.
      </Text>
      {candidates.map((candidate) => (
        <Checkbox
          key={candidate.id}
          checked={chosen.includes(candidate.id)}
          disabled={obstacle(candidate, shop.currency) !== null}
          onChange={() => setChosen((before) => toggled(before, candidate.id, candidates))}
          label={said(candidate)}
          description={`${candidate.kind} · ${obstacle(candidate, shop.currency) ?? foundAt(candidate)}`}
        />
      ))}
      <Group>
        <Button
          size="xs"
          disabled={chosen.length === 0}
          loading={accepting.isPending}
          onClick={() => accepting.mutate()}
        >
          {chosen.length === 0 ? 'Take over' : `Take over ${chosen.length}`}
        </Button>
        <Button size="xs" variant="default" onClick={dismiss}>
          Dismiss
        </Button>
      </Group>
    </Stack>
  );
}

function said({ value, price, currency, minutes }: SiteCandidate): string {
  return [value, price === null ? null : `${price} ${currency}`, minutes === null ? null : `${minutes} min`]
    .filter((part) => part !== null)
    .join(' · ');
}
