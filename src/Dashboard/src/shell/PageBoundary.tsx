import { Button, Group, Loader } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { Component, useEffect, type ReactNode } from 'react';
import { Empty } from './Empty';
import { isMissingCode, mayReload } from './missing';

const AskEveryMs = 2_000;

interface Props {
  /** Where the person is: another page is another try. */
  path: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  path: string;
}

/** Keeps a page that fails from taking the whole app away. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null, path: this.props.path };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.path === state.path ? null : { path: props.path, error: null };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return isMissingCode(error) ? <CodeMissing /> : <Broken />;
  }
}

/** The page's code did not come: it does when the server answers again, and then the app is loaded anew. */
function CodeMissing() {
  useEffect(() => {
    const timer = setInterval(() => {
      fetch('/alive', { cache: 'no-store' }).then(
        (answer) => answer.ok && mayReload(Date.now(), sessionStorage) && location.reload(),
        () => undefined, // Still away; it is asked again.
      );
    }, AskEveryMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <div role="alert">
      <Empty
        icon={IconPlugConnectedX}
        title="This page could not be loaded"
        text="It opens by itself when the server can be reached."
      >
        <Group gap="md">
          <Loader size={16} />
          <Button variant="default" onClick={() => location.reload()}>
            Load again
          </Button>
        </Group>
      </Empty>
    </div>
  );
}

function Broken() {
  return (
    <div role="alert">
      <Empty
        icon={IconAlertTriangle}
        title="This page failed"
        text="That is our mistake. What was saved is safe; what was typed here is gone."
      >
        <Button variant="default" onClick={() => location.reload()}>
          Load again
        </Button>
      </Empty>
    </div>
  );
}
