import { Tabs } from '@mantine/core';
import { Navigate, useNavigate, useParams } from 'react-router';
import { NotFound } from '../shell/NotFound';
import { Page } from '../shell/Page';
import { Providers } from '../shops/Providers';
import { ApiKeys } from './ApiKeys';
import { useStanding } from './me';
import { Members } from './Members';
import { Password } from './Password';
import { Retention } from './Retention';
import { Sessions } from './Sessions';

/** Each with what the server asks of who reads it. */
const tabs = [
  { value: 'members', label: 'Members', Content: Members, isFor: 'manages' },
  { value: 'keys', label: 'API keys', Content: ApiKeys, isFor: 'owns' },
  { value: 'providers', label: 'Telephony', Content: Providers, isFor: 'manages' },
  { value: 'retention', label: 'Retention', Content: Retention, isFor: 'manages' },
  { value: 'sessions', label: 'Sessions', Content: Sessions, isFor: null },
  { value: 'password', label: 'Password', Content: Password, isFor: null },
] as const;

export default function SettingsPage() {
  const { tab } = useParams();
  const navigate = useNavigate();
  const standing = useStanding();
  const open = tabs.filter(({ isFor }) => isFor === null || standing[isFor]);
  const current = open.find(({ value }) => value === tab);
  if (current === undefined) return tab === 'members' ? <Navigate to="/settings/sessions" replace /> : <NotFound />;
  return (
    <Page title="Settings" tabTitle={current.label} wide={false}>
      <Tabs value={current.value} onChange={(value) => void navigate(`/settings/${value}`)} mb="md">
        <Tabs.List>
          {open.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <current.Content />
    </Page>
  );
}
