import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Empty } from './Empty';
import { usePageTitle } from './Page';

export function NotFound({ what = 'page' }: { what?: string }) {
  usePageTitle('Not found');
  return (
    <Empty
      icon={IconMapQuestion}
      title={`There is no such ${what}`}
      text="It may belong to another account, or the link is incomplete."
    >
      <Button component={Link} to="/" variant="default">
        To the board
      </Button>
    </Empty>
  );
}
