import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** Text on a light tint of its own colour: the library's usual shades are too pale to be read by everybody (WCAG AA). */
const onTint: Readonly<Record<string, { light: string; dark: string }>> = {
  blue: { light: '#0b4f8f', dark: '#a5d8ff' },
  red: { light: '#a61e1e', dark: '#ffc9c9' },
  yellow: { light: '#7a4a00', dark: '#ffec99' },
  green: { light: '#1d6b2f', dark: '#b2f2bb' },
  gray: { light: '#343a40', dark: '#dee2e6' },
};

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // A link within a text is to be seen by more than its colour.
  components: { Anchor: { defaultProps: { underline: 'always' } } },
});

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#495057',
    '--mantine-color-anchor': '#1864ab',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-placeholder': '#5c636a',
    ...tints('light'),
  },
  dark: {
    '--mantine-color-dimmed': '#b8bcc0',
    '--mantine-color-anchor': '#74c0fc',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-placeholder': '#a6a7ab',
    ...tints('dark'),
  },
});

function tints(scheme: 'light' | 'dark'): Record<string, string> {
  return Object.fromEntries(
    Object.entries(onTint).map(([name, shades]) => [`--mantine-color-${name}-light-color`, shades[scheme]]),
  );
}
