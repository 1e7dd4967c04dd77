import { Button, Group, Rating, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { ask } from '../http/client';
import { changed } from '../http/queries';
import { asProblem } from '../shell/Failed';
import classes from './Track.module.css';
import type { Tracked } from './tracking';

const CommentLengthMax = 1000;

/** The customer says how it was; for some days the words can be changed. */
export function RateOrder({ order, token }: { order: Tracked; token: string }) {
  const given = order.rating ?? null;
  const [isOpen, setOpen] = useState(given === null);
  const [stars, setStars] = useState(given?.stars ?? 0);
  const [comment, setComment] = useState(given?.comment ?? '');
  const rating = useMutation({
    mutationFn: () =>
      ask<Tracked>('/api/v1/track/rating', {
        method: 'PUT',
        body: { stars, comment: comment.trim() === '' ? undefined : comment.trim(), token },
        anonymous: true,
      }),
    onSuccess: async () => {
      setOpen(false);
      await changed(['track']);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rating.mutate();
  };
  const saved = given ?? (rating.isSuccess ? { stars, comment } : null);

  if (saved !== null && !isOpen) {
    return (
      <section className={`card ${classes.card}`} aria-label="Your rating">
        <Group justify="space-between" wrap="nowrap">
          <Stack gap={4}>
            <Rating value={saved.stars} readOnly />
            <Text c="dimmed">{saved.comment?.trim() ? saved.comment : 'Thank you for telling us.'}</Text>
          </Stack>
          {order.may_rate === true && (
            <Button variant="default" onClick={() => setOpen(true)}>
              Change it
            </Button>
          )}
        </Group>
      </section>
    );
  }
  if (order.may_rate !== true) return null;
  return (
    <section className={`card ${classes.card}`}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text fw={600}>How was it?</Text>
          <Rating
            size="xl"
            value={stars}
            onChange={setStars}
            getSymbolLabel={(value) => (value === 1 ? '1 star' : `${value} stars`)}
          />
          <Textarea
            label="Anything we should know?"
            autosize
            minRows={2}
            maxLength={CommentLengthMax}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {rating.isError && (
            <Text c="red" role="alert">
              {asProblem(rating.error).said ?? asProblem(rating.error).title}
            </Text>
          )}
          <Button type="submit" size="md" loading={rating.isPending} disabled={stars === 0}>
            Send
          </Button>
        </Stack>
      </form>
    </section>
  );
}
