import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { NotFound } from '../shell/NotFound';
import { Page } from '../shell/Page';
import { Providers } from '../shops/Providers';
import { ApiKeys } from './ApiKeys';
import { Members } from './Members';
import { Password } from './Password';
import { Sessions } from './Sessions';

const tabs = [
  { value: 'members', label: 'Members', Content: Members },
  { value: 'keys', label: 'API keys', Content: ApiKeys },
  { value: 'providers', label: 'Telephony', Content: Providers },
  { value: 'sessions', label: 'Sessions', Content: Sessions },
  { value: 'password', label: 'Password', Content: Password },
] as const;

export default function SettingsPage() {
  const { tab } = useParams();
  const navigate = useNavigate();
  const current = tabs.find(({ value }) => value === tab);
  if (current === undefined) return <NotFound />;
  return (
    <Page title="Settings" tabTitle={current.label} wide={false}>
      <Tabs value={current.value} onChange={(value) => void navigate(`/settings/${value}`)} mb="md">
        <Tabs.List>
          {tabs.map(({ value, label }) => (
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
