import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ask } from '../http/client';
import { asProblem, sayDone } from '../shell/Failed';
import { usePageTitle } from '../shell/Page';
import { ThresholdForm, wholeOf } from './ThresholdForm';

/** Where the link for a forgotten password leads. Its token is behind the `#`, so that no server and no referrer ever
 * sees it in an address. */
export default function NewPasswordPage() {
  usePageTitle('New password');
  const { hash } = useLocation();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const setting = useMutation({
    mutationFn: () =>
      ask('/api/v1/auth/reset-password', {
        method: 'POST',
        body: { token: hash.slice(1), password },
        anonymous: true,
      }),
    onSuccess: async () => {
      sayDone('Your new password is set; sign in with it');
      await navigate('/sign-in', { replace: true });
    },
  });
  const problem = setting.isError ? asProblem(setting.error) : null;
  return (
    <ThresholdForm
      title="New password"
      about="Choose one and sign in with it. Wherever you are signed in now, you are signed out."
      wrong={
        problem?.code === 'reset-link-dead'
          ? 'This link was used, is older than a day, or was followed by another. Ask for a new one.'
          : wholeOf(problem)
      }
      onSend={() => setting.mutate()}
    >
      {hash.length < 2 && <Alert color="orange">This link is incomplete; ask for it again.</Alert>}
      <PasswordInput
        label="New password"
        description="At least 10 characters"
        autoComplete="new-password"
        autoFocus
        required
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problem?.reasonFor('password')}
      />
      <Button type="submit" size="md" loading={setting.isPending} disabled={hash.length < 2}>
        Set password
      </Button>
    </ThresholdForm>
  );
}
