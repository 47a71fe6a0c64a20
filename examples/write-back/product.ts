/** A comment on a ticket, as this product keeps it. */
export interface Comment {
  /** The product's own id; the key under which Halo is told of it is made of it. */
  readonly id: string;
  /** The ticket's id in Halo. */
  readonly ticketId: string;
  readonly author: string;
  readonly text: string;
  /** Whether contacts of the customer may see it. */
  readonly isPublic: boolean;
}

/** What became of a comment that was made in the product. */
export type Delivery =
  /** To be written to Halo, also when nobody knows whether it was. */
  | { readonly state: 'pending' }
  | { readonly state: 'written'; readonly noteId: string }
  /** Halo refuses it; a person has to look. */
  | { readonly state: 'refused'; readonly reason: string };

/** A ticket, as far as this product is interested in it. */
export interface ProductTicket {
  readonly id: string;
  readonly summary: string;
  readonly status: string;
}

/**
 * The data of a product that shows tickets and lets its users comment on them. It is kept in memory here; yours is in a
 * database, where each method is a transaction.
 */
export class Product {
  readonly tickets = new Map<string, ProductTicket>();
  /** Comments that came from Halo, by the id of the note. */
  readonly received = new Map<string, Comment>();
  /** Comments of the product's own users, and what became of each. */
  readonly made = new Map<string, { readonly comment: Comment; delivery: Delivery }>();
  /** Where the next reading of a model begins. */
  readonly cursors = new Map<string, string>();

  /** A user of the product comments on a ticket. */
  comment(comment: Comment): void {
    this.made.set(comment.id, { comment, delivery: { state: 'pending' } });
  }

  /** Comments that Halo has still to be told of. */
  get pending(): readonly Comment[] {
    return [...this.made.values()].filter(({ delivery }) => delivery.state === 'pending').map(({ comment }) => comment);
  }

  /** Notes in Halo that were written for this product. */
  get written(): ReadonlySet<string> {
    return new Set(
      [...this.made.values()].flatMap(({ delivery }) => (delivery.state === 'written' ? [delivery.noteId] : [])),
    );
  }

  settle(id: string, delivery: Delivery): void {
    const made = this.made.get(id);
    if (made !== undefined) made.delivery = delivery;
  }
}
