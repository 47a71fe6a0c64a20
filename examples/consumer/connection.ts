/** Whose records are read: one customer's connection of one integration. An id may occur in several integrations. */
export interface Connection {
  readonly providerConfigKey: string;
  readonly connectionId: string;
}
