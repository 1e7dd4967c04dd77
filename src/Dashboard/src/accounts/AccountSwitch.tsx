import { Box, Group, Menu, Text, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { words } from '../format/words';
import { queries } from '../http/queries';
import { readAll } from '../live/readAll';
import { Mark } from '../shell/Mark';
import { currentMembership, useAccountId, type Me } from './me';
import { session } from './session';

interface AccountRow {
  account_id: string;
  name: string;
}

/** The account that is worked in; who has several switches here. */
export function AccountSwitch({ me }: { me: Me }) {
  const chosen = useAccountId();
  const all = useQuery({
    queryKey: ['accounts'],
    enabled: me.platform_admin,
    queryFn: ({ signal }) => readAll<AccountRow>('/api/v1/accounts', signal),
    select: ({ value }) => value,
  });
  const own = currentMembership(me, chosen);
  const rows: AccountRow[] = me.platform_admin && all.data ? all.data : me.accounts;
  const current = rows.find((row) => row.account_id === (chosen ?? own?.account_id));

  const choose = (id: string) => {
    session.chooseAccount(id);
    void queries.resetQueries();
  };

  const head = (
    <Group gap={10} wrap="nowrap" p={4}>
      <Mark />
      <Box style={{ flex: 1, minWidth: 0 }}>
        <Text fw={640} size="md" truncate lh={1.25}>
          {current?.name ?? own?.name ?? 'Platform'}
        </Text>
        <Text size="xs" c="dimmed" lh={1.3}>
          {me.platform_admin ? 'Platform admin' : words(own?.role)}
        </Text>
      </Box>
      {rows.length > 1 && <IconSelector size={16} />}
    </Group>
  );
  if (rows.length <= 1) return head;

  return (
    <Menu width={240} position="bottom-start">
      <Menu.Target>
        <UnstyledButton w="100%" aria-label="Switch account">
          {head}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.Label>Accounts</Menu.Label>
        {rows.map((row) => (
          <Menu.Item
            key={row.account_id}
            onClick={() => choose(row.account_id)}
            rightSection={row.account_id === current?.account_id ? <IconCheck size={16} /> : undefined}
          >
            {row.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
