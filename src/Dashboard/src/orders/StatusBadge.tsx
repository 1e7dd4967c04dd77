import { Badge } from '@mantine/core';
import { words } from '../format/words';
import { stageColor } from './status';

export function StatusBadge({
  status,
  stage,
  size = 'md',
}: {
  status: string;
  stage: string;
  size?: 'sm' | 'md' | 'lg';
}) {
  return (
    <Badge color={stageColor(stage)} size={size} data-status={status}>
      {words(status)}
    </Badge>
  );
}
