import { Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { ask, get } from '../http/client';
import { queries } from '../http/queries';
import { asProblem } from '../shell/Failed';
import { usePageTitle } from '../shell/Page';
import { homeOf, useSignedIn, type Me } from './me';
import { session, type Tokens } from './session';
import { ThresholdForm } from './ThresholdForm';

export function SignIn() {
  usePageTitle('Sign in');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const isSignedIn = useSignedIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const from = safePath(params.get('from'));

  const entering = useMutation({
    mutationFn: async () => {
      const { value } = await ask<Tokens>('/api/v1/auth/sign-in', {
        method: 'POST',
        body: { email: email.trim(), password },
        anonymous: true,
      });
      queries.clear();
      session.begin(value);
      const me = await queries.fetchQuery({ queryKey: ['me'], queryFn: () => get<Me>('/api/v1/me') });
      await navigate(from ?? homeOf(me), { replace: true });
    },
  });
  if (isSignedIn && !entering.isPending && !entering.isError) return <Navigate to={from ?? '/'} replace />;

  const problem = entering.isError ? asProblem(entering.error) : null;
  return (
    <ThresholdForm
      title="Sign in"
      about="to your calls and orders"
      wrong={
        problem?.status === 401
          ? 'That e-mail and password don’t go together.'
          : problem && (problem.said ?? problem.title)
      }
      onSend={() => entering.mutate()}
    >
      <TextInput
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        size="md"
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        size="md"
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={entering.isPending}>
        Sign in
      </Button>
      <Text size="xs" c="dimmed">
        Forgot your password? An owner of your account, or whoever runs this platform, gives you a link to set a new
        one.
      </Text>
    </ThresholdForm>
  );
}

/** Only a path of this app: a link can't send a fresh session elsewhere. */
export function safePath(path: string | null): string | null {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : null;
}
