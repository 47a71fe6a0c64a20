import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Text } from '@mantine/core';

import { clockTime } from '../../parts/time.js';
import type { Run } from '../../api/syncs.js';

const series = [
  { name: 'added', color: 'green.7' },
  { name: 'updated', color: 'blue.6' },
  { name: 'deleted', color: 'red.7' },
];

/** The last runs side by side, the newest at the right. The table below says the same in numbers. */
export function RunsChart({ runs }: { readonly runs: readonly Run[] }) {
  if (runs.length === 0) return <Text c="dimmed">It has not run yet.</Text>;
  const data = runs
    .slice(0, 20)
    .map(({ startedAt, added, updated, deleted }) => ({ at: clockTime(startedAt), added, updated, deleted }))
    .reverse();
  return (
    <div role="img" aria-label="A bar for each of the last runs, as high as it changed records">
      <BarChart
        h={170}
        data={data}
        dataKey="at"
        type="stacked"
        series={series}
        withLegend
        barProps={{ isAnimationActive: false }}
        maxBarWidth={36}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
