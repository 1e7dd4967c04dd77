import { ActionIcon, Button, CloseButton, Group, Popover, Tabs, TextInput, Tooltip } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { isSameSearch, useViews } from './views';

interface ViewTabsProps {
  search: string;
  onOpen: (search: string) => void;
}

/** Lists that one comes back to, as tabs; the list on the screen can be kept as one more. */
export function ViewTabs({ search, onOpen }: ViewTabsProps) {
  const { views, isOwn, save, remove } = useViews();
  const current = views.find((view) => isSameSearch(view.search, search));
  return (
    <Group justify="space-between" wrap="nowrap" gap={4} pr="sm" style={{ borderBottom: '1px solid var(--line)' }}>
      <Tabs
        value={current?.name ?? null}
        onChange={(name) => onOpen(views.find((view) => view.name === name)?.search ?? '')}
        styles={{ list: { flexWrap: 'nowrap', overflowX: 'auto', scrollbarWidth: 'none' }, tab: { paddingBlock: 11 } }}
        style={{ minWidth: 0, marginBottom: -1 }}
      >
        <Tabs.List>
          {views.map((view) => (
            <Tabs.Tab
              key={view.name}
              value={view.name}
              fw={view === current ? 600 : 500}
              rightSection={
                isOwn(view) && view === current ? (
                  <CloseButton
                    component="span"
                    size="xs"
                    aria-label={`Forget view ${view.name}`}
                    onClick={() => remove(view)}
                  />
                ) : undefined
              }
            >
              {view.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {current === undefined && <SaveView onSave={(name) => save({ name, search })} />}
    </Group>
  );
}

function SaveView({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onSave(name.trim());
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label="Keep this list as a tab">
          <ActionIcon variant="subtle" aria-label="Save view">
            <IconBookmarkPlus size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Group gap="xs" align="flex-end">
            <TextInput
              size="xs"
              label="Name of the view"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" disabled={name.trim() === ''}>
              Save
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
