/** One input of the Connect form, as providers/schema.json allows it. */
export interface FieldDefinition {
  readonly type: 'string';
  readonly title: string;
  readonly description: string;
  readonly doc_section: string;
  readonly example?: string;
  readonly format?: 'hostname' | 'uri' | 'uuid' | 'email';
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly prefix?: string;
  readonly suffix?: string;
  readonly default_value?: string;
  readonly optional?: boolean;
  readonly secret?: boolean;
  readonly hidden?: boolean;
  readonly automated?: boolean;
  readonly order?: number;
}

/** The parts of a provider definition that the rules look at. The schema has already been checked. */
export interface ProviderDefinition {
  readonly token_url: string;
  readonly default_scopes: readonly string[];
  readonly scope_separator: string;
  readonly token_params: Readonly<Record<string, string>>;
  readonly token_response_metadata?: readonly string[];
  readonly proxy: {
    readonly base_url: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly connection_config: Readonly<Record<string, FieldDefinition>>;
  readonly credentials: Readonly<Record<string, FieldDefinition>>;
}
