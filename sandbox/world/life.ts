import type { Clock } from '../clock.js';
import { CLOSED_STATUSES, STATUS, type Tenant } from '../halo/index.js';
import { change, type TenantChange } from './changes.js';
import { kindsOf, type Kind } from './kinds.js';
import { Draw } from '../halo/random.js';

export interface LifeOptions {
  tenant: Tenant;
  clock: Clock;
  seed: number;
  /** How many changes there were before, so that a life that goes on does not repeat itself. */
  past: number;
  /** Milliseconds between two changes, about. */
  pace: number;
  /** Told of each change. */
  onChange: (change: TenantChange) => void;
}

const SALT = 77;
const words = {
  summaries: ['Printer on the second floor jams', 'VPN drops every hour', 'New starter on Monday', 'Mailbox is full'],
  notes: ['Called back, left a message.', 'Replaced the cable; works again.', 'Waiting for the supplier.'],
  phones: ['0113 496 0101', '0117 496 0202', '029 2018 0303'],
} as const;

type Happening = (draw: Draw) => Omit<TenantChange, 'at'> | undefined;

/**
 * Lets a simulated tenant change by itself, one small thing after the other, the same for the same seed: what a service
 * desk does in a day, with the odd deletion.
 */
export class Life {
  isStill = false;
  #made: number;
  #ended = false;
  readonly #happenings: readonly (readonly [weight: number, happening: Happening])[];

  constructor(private readonly options: LifeOptions) {
    this.#made = options.past;
    this.#happenings = happeningsOf(options.tenant);
  }

  /** How many changes there have been. */
  get made(): number {
    return this.#made;
  }

  begin(): void {
    const { clock, pace } = this.options;
    clock.setTimeout(
      () => {
        if (this.#ended) return;
        if (!this.isStill) this.step();
        this.begin();
      },
      // Between a half and one and a half of the pace, so that changes do not come like a clock's.
      pace * (0.5 + new Draw(this.options.seed, SALT + 1, this.#made).int(1000) / 1000),
    );
  }

  end(): void {
    this.#ended = true;
  }

  /** One change. */
  step(): void {
    const draw = new Draw(this.options.seed, SALT, this.#made);
    this.#made += 1;
    let left = draw.int(this.#happenings.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, happening] of this.#happenings) {
      left -= weight;
      if (left >= 0) continue;
      const made = happening(draw);
      if (made) this.options.onChange({ at: new Date(this.options.clock.now()).toISOString(), ...made });
      return;
    }
  }
}

function happeningsOf(tenant: Tenant): (readonly [number, Happening])[] {
  const kinds = new Map(kindsOf(tenant).map((kind) => [kind.kind, kind]));
  const on =
    (name: string, act: (kind: Kind, id: number, draw: Draw) => string, suits?: (id: number) => boolean): Happening =>
    (draw) => {
      const kind = kinds.get(name);
      const ids = (kind?.ids() ?? []).filter(suits ?? (() => true));
      const id = ids[draw.int(ids.length)];
      return kind && id !== undefined ? { kind: name, id: String(id), what: act(kind, id, draw) } : undefined;
    };
  const isOpen = (id: number): boolean => !CLOSED_STATUSES.has(tenant.tickets.require(id).status_id);
  const edit = (name: string, field: string, value: (draw: Draw, id: number) => unknown): Happening =>
    on(name, (kind, id, draw) => {
      kind.edit(id, { [field]: value(draw, id) });
      return `edited: ${field}`;
    });
  return [
    [5, () => create(kinds.get('tickets'), 'tickets')],
    [6, on('tickets', (kind, id, draw) => change(tenant, kind, id, 'note', { note: draw.pick(words.notes) }), isOpen)],
    [4, edit('tickets', 'status_id', (draw) => draw.pick([STATUS.inProgress, STATUS.withUser, STATUS.onHold]))],
    [2, edit('tickets', 'summary', (draw) => draw.pick(words.summaries))],
    [4, on('tickets', (kind, id) => change(tenant, kind, id, 'close'), isOpen)],
    [
      1,
      on(
        'tickets',
        (kind, id) => change(tenant, kind, id, 'delete'),
        (id) => !isOpen(id),
      ),
    ],
    [1, edit('projects', 'projectcompletionpercentage', (draw) => draw.int(101))],
    [1, edit('opportunities', 'oppvalue', (draw) => 500 * (1 + draw.int(40)))],
    [2, edit('assets', 'computer_name', (draw, id) => `CUST-${id}-${draw.int(100)}`)],
    [2, edit('contacts', 'phonenumber', (draw) => draw.pick(words.phones))],
    [1, edit('customers', 'notes', (draw) => draw.pick(words.notes))],
  ];

  function create(kind: Kind | undefined, name: string): Omit<TenantChange, 'at'> | undefined {
    if (kind === undefined) return undefined;
    const summary = words.summaries[kind.ids().length % words.summaries.length];
    return { kind: name, id: String(kind.create({ summary }).id), what: 'created' };
  }
}
