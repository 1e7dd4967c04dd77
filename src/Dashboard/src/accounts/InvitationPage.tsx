import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ask, get } from '../http/client';
import { queries } from '../http/queries';
import { asProblem } from '../shell/Failed';
import { usePageTitle } from '../shell/Page';
import { homeOf, type Me } from './me';
import { session, type Tokens } from './session';
import { ThresholdForm, wholeOf } from './ThresholdForm';

/** The token is behind the `#`, so that no server and no referrer ever sees it in an address. */
export default function InvitationPage() {
  usePageTitle('Join');
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const joining = useMutation({
    mutationFn: async () => {
      const { value } = await ask<Tokens>('/api/v1/invitations/accept', {
        method: 'POST',
        body: { token: hash.slice(1), name: name.trim(), password },
        anonymous: true,
      });
      queries.clear();
      session.begin(value);
      const me = await queries.fetchQuery({ queryKey: ['me'], queryFn: () => get<Me>('/api/v1/me') });
      await navigate(homeOf(me), { replace: true });
    },
  });
  const problem = joining.isError ? asProblem(joining.error) : null;
  return (
    <ThresholdForm
      title="Welcome"
      about="You have been invited. Choose a password and you are in."
      wrong={wholeOf(problem)}
      onSend={() => joining.mutate()}
    >
      {hash.length < 2 && <Alert color="orange">This link is incomplete; ask for it again.</Alert>}
      <TextInput
        label="Your name"
        autoComplete="name"
        required
        withAsterisk={false}
        size="md"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={problem?.reasonFor('name')}
      />
      <PasswordInput
        label="Password"
        description="At least 10 characters; if you have a sign-in already, its password"
        autoComplete="new-password"
        required
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problem?.reasonFor('password')}
      />
      <Button type="submit" size="md" loading={joining.isPending} disabled={hash.length < 2}>
        Join
      </Button>
    </ThresholdForm>
  );
}
