import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Threshold.module.css';

const shown = [
  ['caller', 'Our AC stopped cooling, can somebody come tomorrow?'],
  ['agent', 'I can help. What is the address?'],
  ['caller', '123 Main Street, New York.'],
] as const;

/** Outside the door: the form, and on a wide screen what the product does. */
export function Threshold({ children }: { children: ReactNode }) {
  return (
    <div className={classes.page}>
      <main className={classes.form}>{children}</main>
      <aside className={classes.side} aria-hidden="true">
        <div className={classes.story}>
          {shown.map(([speaker, text]) => (
            <div key={text} className={classes.turn} data-speaker={speaker}>
              {text}
            </div>
          ))}
          <div className={classes.order}>
            <Text fz={13} fw={650}>
              ORD-2026-000042
            </Text>
            <Text fz={13} opacity={0.75}>
              AC repair · 123 Main St, New York · tomorrow
            </Text>
            <Box className={classes.bar}>
              <span />
            </Box>
          </div>
          <Text className={classes.line}>Calls come in. Orders come out.</Text>
        </div>
      </aside>
    </div>
  );
}
