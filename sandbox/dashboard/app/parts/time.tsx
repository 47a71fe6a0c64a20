import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useEffect, useState } from 'react';

dayjs.extend(relativeTime);

/** How often "two minutes ago" is looked at again, in milliseconds. */
const beat = 15_000;

/** A moment as "two minutes ago", with the exact time for whoever points at it. */
export function Ago({ at }: { readonly at: string | number }) {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setTick((tick) => tick + 1);
    }, beat);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const moment = dayjs(at);
  return (
    <time dateTime={moment.toISOString()} title={moment.format('YYYY-MM-DD HH:mm:ss')} style={{ whiteSpace: 'nowrap' }}>
      {moment.fromNow()}
    </time>
  );
}

/** A moment to the second. */
export const clockTime = (at: string | number): string => dayjs(at).format('HH:mm:ss');

/** Milliseconds as people say them: `340 ms`, `2.4 s`, `1 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
