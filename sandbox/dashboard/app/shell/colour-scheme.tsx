import { SegmentedControl, useMantineColorScheme } from '@mantine/core';

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'System' },
] as const;

/** Light, dark, or as the system has it. */
export function ColourScheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      flex="none"
      aria-label="Colours"
      value={colorScheme}
      data={schemes.map(({ value, label }) => ({ value, label }))}
      onChange={(value) => {
        setColorScheme(schemes.find((scheme) => scheme.value === value)?.value ?? 'auto');
      }}
    />
  );
}
