import type { RunningHalo } from '../halo/index.js';
import { createSwitches } from '../halo/index.js';

interface Mood {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly apply: (halo: RunningHalo) => void;
}

/** What a real tenant does to a sync sooner or later, each to be switched on while everything runs. */
const moods: readonly Mood[] = [
  {
    name: 'refuseToken',
    title: 'Refuse the application',
    description: 'Ends the application’s tokens and gives no new ones, as after its secret was changed.',
    apply: ({ api, application }) => {
      application.active = false;
      api.tokens.revoke(application);
    },
  },
  {
    name: 'slow',
    title: 'Answer slowly',
    description: 'Takes three seconds for every answer.',
    apply: ({ switches }) => {
      switches.slowMs = 3_000;
    },
  },
  {
    name: 'rateLimited',
    title: 'Allow few requests',
    description: 'Answers 429 after ten requests in a minute.',
    apply: ({ switches }) => {
      const { rateLimit } = createSwitches();
      if (rateLimit !== 'off') switches.rateLimit = { ...rateLimit, limit: 10, windowSeconds: 60 };
    },
  },
  {
    name: 'ignorePaging',
    title: 'Forget paging',
    description: 'Every page of tickets and customers is the first one.',
    apply: ({ switches }) => {
      switches.ignoresPaging = { ...switches.ignoresPaging, Tickets: 'firstPage', Client: 'firstPage' };
    },
  },
  {
    name: 'blindAgent',
    title: 'Blind the agent',
    description: 'The agent that the application logs in as sees nothing any more; lists are empty without an error.',
    apply: ({ application }) => {
      application.sight = { ...application.sight, blind: true };
    },
  },
  {
    name: 'denyAssets',
    title: 'Deny assets',
    description: 'The agent’s role does not allow assets any more: 403.',
    apply: ({ application, switches }) => {
      switches.tokens.fixesPermissions = false;
      application.sight = { ...application.sight, refused: { Asset: 403 } };
    },
  },
  {
    name: 'maintenance',
    title: 'Be in maintenance',
    description: 'Answers everything with a web page and 503.',
    apply: ({ switches }) => {
      switches.maintenance = 'down';
    },
  },
  {
    name: 'htmlPage',
    title: 'Answer with web pages',
    description: 'Shows a web page with status 200 for every path, as a wrong address does.',
    apply: ({ switches }) => {
      switches.hostAnswers = 'html';
    },
  },
  {
    name: 'serverErrors',
    title: 'Fail',
    description: 'Answers every request with 500.',
    apply: ({ api }) => {
      api.faults.add({ fault: { kind: 'serverError', status: 500 }, times: Infinity });
    },
  },
];

export interface MoodState {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly isOn: boolean;
}

/** The moods of a running tenant. Everything that is not a mood of it stays as it was when this was made. */
export class Moods {
  readonly #on = new Set<string>();
  readonly #switches: string;
  readonly #isActive: boolean;

  constructor(private readonly halo: RunningHalo) {
    this.#switches = JSON.stringify(calm(halo));
    this.#isActive = halo.application.active;
  }

  list(): MoodState[] {
    return moods.map(({ name, title, description }) => ({ name, title, description, isOn: this.#on.has(name) }));
  }

  /** Names of those that are on. */
  get on(): string[] {
    return [...this.#on];
  }

  /** @returns false when there is no such mood */
  set(name: string, isOn: boolean): boolean {
    if (!moods.some((mood) => mood.name === name)) return false;
    if (isOn) this.#on.add(name);
    else this.#on.delete(name);
    this.#apply();
    return true;
  }

  #apply(): void {
    const { halo } = this;
    Object.assign(halo.switches, JSON.parse(this.#switches));
    halo.switches.tokens.fixesPermissions = createSwitches().tokens.fixesPermissions;
    halo.application.active = this.#isActive;
    halo.application.sight = {};
    halo.api.faults.clear();
    for (const { name, apply } of moods) if (this.#on.has(name)) apply(halo);
  }
}

/** The switches that moods turn, as they are without any. */
function calm({ switches }: RunningHalo) {
  const { slowMs, rateLimit, ignoresPaging, maintenance, hostAnswers } = switches;
  return { slowMs, rateLimit, ignoresPaging, maintenance, hostAnswers };
}
