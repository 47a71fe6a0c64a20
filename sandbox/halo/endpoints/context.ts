import type { Fault } from '../faults.js';
import type { HaloResponse } from '../http.js';
import type { Parameters } from '../parameters.js';
import type { ListRequest } from '../records/type.js';
import { RowWriter } from '../rows/writer.js';
import type { EndpointName, Switches } from '../switches.js';
import type { Tenant } from '../tenant.js';
import type { Grant } from '../tokens.js';

/** What an endpoint knows of the request that it answers. */
export interface Context extends ListRequest {
  readonly tenant: Tenant;
  readonly switches: Switches;
  readonly grant: Grant;
  readonly writer: RowWriter;
  /** Faults that an endpoint plays itself: no rows at all, rows under a wrong name, the page before. */
  readonly emptied: boolean;
  readonly wrongContainer: boolean;
  readonly repeatedPage: boolean;
}

/** One resource of the API. */
export interface Route {
  readonly name: EndpointName;
  /** The scope that its token needs; none for setup tables, which every token may read. */
  readonly scope?: string;
  list(context: Context): HaloResponse;
  /** `/Name/{id}`. */
  item?(context: Context, id: string): HaloResponse;
}

export function createContext(tenant: Tenant, parameters: Parameters, grant: Grant, fault?: Fault): Context {
  return {
    tenant,
    switches: tenant.switches,
    parameters,
    grant,
    sight: grant.application.sight,
    isApplication: grant.application.loginType === 'application',
    writer: new RowWriter(tenant, parameters),
    emptied: fault?.kind === 'emptyList',
    wrongContainer: fault?.kind === 'wrongContainer',
    repeatedPage: fault?.kind === 'repeatedPage',
  };
}
