import { Button, Code, CopyButton, Stack } from '@mantine/core';

/** Something that a program reads, with a button that copies it. */
export function Json({ value, label, height = 420 }: { value: unknown; label: string; height?: number }) {
  const text = JSON.stringify(value, null, 2);
  return (
    <Stack gap="xs" align="flex-start">
      <Copy text={text} label={`Copy ${label}`} />
      <Code block w="100%" mah={height} style={{ overflow: 'auto' }} tabIndex={0} role="region" aria-label={label}>
        {text}
      </Code>
    </Stack>
  );
}

/** A button that copies a text and says so. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Button size="xs" variant="default" onClick={copy}>
          {copied ? 'Copied' : label}
        </Button>
      )}
    </CopyButton>
  );
}
