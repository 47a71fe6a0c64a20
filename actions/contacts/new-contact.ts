import type { InputProblem } from '../../halo/errors.js';
import type { Call } from '../call.js';
import { findSite } from '../sites/find-site.js';
import { sentFields, type SentField } from '../writing/model.js';
import { fullName, sentContactFields } from './fields.js';

interface NewContact {
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly site_id?: string | number | undefined;
  readonly customer_id?: string | number | undefined;
  readonly [field: string]: unknown;
}

/** What Halo is sent for a new contact, with its site and its full name. @throws InvalidInputError */
export async function newContact(call: Call, input: NewContact): Promise<readonly SentField[]> {
  const { site, problems } = await findSite(call, input);
  const name = fullName(input);
  const nameless: InputProblem[] =
    name === undefined || name === '' ? [{ field: 'last_name', message: 'give a first name or a last name' }] : [];
  const fields = { ...input, name, site_id: site };
  return sentFields(call, sentContactFields, fields, undefined, [...problems, ...nameless]);
}
