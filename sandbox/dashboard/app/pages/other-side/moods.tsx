import { Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Loaded } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { moodsQuery, setMood, type Mood } from '../../api/tenant.js';

/** Switches for the ways in which a Halo misbehaves. */
export function Moods() {
  const moods = useQuery(moodsQuery);
  return (
    <Loaded query={moods}>
      {(all) => (
        <Stack gap="md">
          {all.map((mood) => (
            <MoodSwitch key={mood.name} mood={mood} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function MoodSwitch({ mood: { name, title, description, isOn } }: { readonly mood: Mood }) {
  const change = useChange({ change: (next: boolean) => setMood(name, next), stale: ['tenant'] });
  return (
    <Switch
      label={title}
      description={description}
      checked={isOn}
      disabled={change.isPending}
      onChange={(event) => {
        change.mutate(event.currentTarget.checked);
      }}
    />
  );
}
