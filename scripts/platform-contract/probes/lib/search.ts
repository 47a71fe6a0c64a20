const cap = 1_000_000;

/**
 * The largest number that is accepted, from 1 to a million.
 *
 * @param guess what is probably the answer: two questions are enough then
 */
export async function largest(accepts: (n: number) => Promise<boolean>, guess: number): Promise<number> {
  let [accepted, refused] = [0, cap + 1];
  let next = guess;
  while (refused - accepted > 1) {
    if (await accepts(next)) accepted = next;
    else refused = next;
    // From the guess outwards by one, then by halves.
    const near = accepted === guess ? guess + 1 : refused === guess ? guess - 1 : 0;
    next = near > accepted && near < refused ? near : Math.floor((accepted + refused) / 2);
  }
  return accepted;
}
