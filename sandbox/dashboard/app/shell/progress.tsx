import { Alert, Box, Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Failed } from '../parts/states.js';
import { worldQuery } from '../api/world.js';

/** What is still going on, or has gone wrong, before everything of `npm start` is there. */
export function Progress() {
  const world = useQuery(worldQuery);
  if (world.isError) {
    return (
      <Box mb="md">
        <Failed error={world.error} retry={() => void world.refetch()} title="The platform" />
      </Box>
    );
  }
  const { state, message } = world.data?.functions ?? { state: 'ready', message: null };
  if (state === 'ready') return null;
  if (state === 'failed') {
    return (
      <Alert color="red" title="The functions could not be compiled" mb="md">
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {message ?? 'The terminal in which npm start runs says why.'}
        </Text>
      </Alert>
    );
  }
  return (
    <Alert color="blue" mb="md" role="status">
      <Group gap="sm">
        <Loader size="xs" aria-hidden />
        <Text size="sm">
          The functions are being compiled{message === null ? '' : `: ${message}`}. You can look around meanwhile.
        </Text>
      </Group>
    </Alert>
  );
}
