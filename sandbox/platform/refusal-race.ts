export type LostRefusals = 'as measured' | 'all' | 'none';

/** What was seen on a real server: so many of so many refusals came without their sentence. */
const measured = { lost: 12, of: 27 };

/** Tells of each refusal in turn whether it gets lost, evenly spread and the same in every run of a program. */
export function refusalRace(lost: LostRefusals): () => boolean {
  let count = 0;
  return () => {
    if (lost !== 'as measured') return lost === 'all';
    return (count++ * measured.lost) % measured.of < measured.lost;
  };
}
