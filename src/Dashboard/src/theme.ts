import { createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e9f8f3',
  '#d5eee6',
  '#a9dcca',
  '#7acaad',
  '#54bb95',
  '#3cb186',
  '#2fa179',
  '#167a5b',
  '#0b6e5b',
  '#08564a',
];

const slate: MantineColorsTuple = [
  '#f6f7f6',
  '#eceeed',
  '#d9dddb',
  '#bcc3c0',
  '#97a19d',
  '#76827d',
  '#5b6762',
  '#454f4b',
  '#2c3431',
  '#171d1b',
];

// Mantine draws its dark scheme with this scale: a warm, near-black green instead of blue-gray.
const dark: MantineColorsTuple = [
  '#d6dbd9',
  '#b3bab7',
  '#8d9692',
  '#68726e',
  '#404945',
  '#2c3431',
  '#222927',
  '#181d1b',
  '#121615',
  '#0c0f0e',
];

/** The look of the product: one accent, quiet surfaces, figures that line up. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 7 },
  colors: { pine, slate, dark },
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm', size: 'md' },
      styles: { label: { textTransform: 'none', fontWeight: 560 } },
    },
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 560 } } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { blur: 2, backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, fz: 'xs' } },
  },
});
