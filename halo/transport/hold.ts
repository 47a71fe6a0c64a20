/** No hold is longer: the longest window that was reported, after which a tenant that is asked nothing answers again. */
const longest = 300_000;

/** The shortest hold, in milliseconds: once, and twice from the second refusal in a row on. */
export const shortestHold = 5_000;

/** By which factor a hold grows with each refusal in a row. */
const growth = 1.6;

/** The first hold: in milliseconds that are divided by the requests that were let through, and in turns of a known rate. */
const first = { blind: 60_000, paced: 1.25 };

/** As `longest`, in milliseconds that are divided by the requests that were let through, while the rate is not known. */
const longestBlind = 450_000;

/** What a hold depends on. */
export interface Refused {
  /** Refusals that successes have not made up for. */
  refusals: number;
  /** Requests that were let through in the window before them. */
  admitted: number;
  /** Requests a millisecond; `undefined` while it is not known. */
  rate: number | undefined;
}

/**
 * Milliseconds to hold after a refusal that does not say how long: longer with each one in a row. An execution that asks
 * rarely, or got few requests through, has to share the budget with many. It holds longer, so that their tries together do
 * not use the budget up, which tenants may refuse for as long as that goes on.
 */
export function holdAfter({ refusals, admitted, rate }: Refused): number {
  const grown = growth ** (refusals - 1);
  const own =
    rate === undefined ? Math.min(first.blind * grown, longestBlind) / admitted : (first.paced * grown) / rate;
  return Math.min(longest, Math.max(shortestHold * Math.min(2, refusals), own));
}
