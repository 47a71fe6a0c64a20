import type { SetupList } from '../../halo/lists/description.js';
import { readSetupList } from '../../halo/lists/setup-lists.js';
import type { HaloClient } from '../../halo/transport/client.js';
import { InvalidChoiceError } from './invalid-choice.js';
import type { Choice, ChoiceKind } from './kinds.js';

/** What people give for a choice: its id or its name. */
export type Wanted = string | number;

/** What can be chosen in the tenant. Each list is read once a call, when it is needed first. */
export class Choices {
  readonly #lists = new Map<SetupList, Promise<readonly Choice[]>>();

  constructor(private readonly client: HaloClient) {}

  /** Everything of a kind that can be chosen. */
  async all(kind: ChoiceKind): Promise<readonly Choice[]> {
    const known = this.#lists.get(kind.list);
    if (known !== undefined) return known;
    const reading = readSetupList(this.client, kind.list).then((rows) => rows.flatMap((row) => kind.read(row) ?? []));
    this.#lists.set(kind.list, reading);
    return reading;
  }

  /**
   * The one that is meant: the one of that id, else the one of that name, without regard to case.
   *
   * @param fits only these count, such as the priorities of one SLA
   * @throws InvalidChoiceError with what would be valid, when none or several are meant
   */
  async find(kind: ChoiceKind, wanted: Wanted, fits: (choice: Choice) => boolean = () => true): Promise<Choice> {
    const choices = (await this.all(kind)).filter(fits);
    const text = String(wanted).trim();
    const byId = choices.filter(({ id }) => id === text);
    const found = byId.length > 0 ? byId : choices.filter((choice) => isCalled(choice, text));
    const [first] = found;
    if (first === undefined) throw InvalidChoiceError.none(kind.name, text, choices);
    if (found.some(({ id }) => id !== first.id)) throw InvalidChoiceError.several(kind.name, text, found);
    return first;
  }
}

/** The whole name wins over another's alias only by being the same text: several that differ in id are an error. */
function isCalled({ name, aliases }: Choice, text: string): boolean {
  const wanted = text.toLowerCase();
  return [name, ...aliases].some((each) => each.toLowerCase() === wanted);
}
