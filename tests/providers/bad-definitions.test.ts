import { describe, expect, it } from 'vitest';

import { formatProblem } from '../../scripts/definition/problem.js';
import { check, edit, onlyPsa, shipped } from './definition.js';

/** What is replaced by what; where the problem is then reported (the line that holds `at`), and what is said. */
interface Case {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly says: string;
}

/** The line that says where the API is; several mistakes are made in it. */
const baseUrl = 'base_url: ${connectionConfig.resource_server} || https://${connectionConfig.hostname}/api';

const CASES: Case[] = [
  {
    name: 'a tab in the indentation',
    from: '  display_name: Halo PSA',
    to: '  display_name: Halo PSA\n\tdocs: x',
    at: '\tdocs: x',
    says: 'write valid YAML, each key once',
  },
  {
    name: 'a key given twice',
    from: "  scope_separator: ' '",
    to: "  scope_separator: ' '\n  auth_mode: BASIC",
    at: '  auth_mode: BASIC',
    says: 'Map keys must be unique; write valid YAML, each key once',
  },
  {
    name: 'a name with capitals',
    from: 'halo-psa:\n',
    to: 'HaloPSA:\n',
    at: 'HaloPSA:',
    says: '`HaloPSA` is not allowed as a name here; write lower case letters, digits and hyphens, such as `halo-psa`',
  },
  {
    name: 'an unknown key',
    from: '  auth_mode: OAUTH2_CC',
    to: '  auth_mode: OAUTH2_CC\n  colour: blue',
    at: '  colour: blue',
    says: '`colour` is no key of `halo-psa`; write one of display_name, categories,',
  },
  {
    name: 'a key without effect for client credentials',
    from: '  proxy:\n',
    to: '  proxy:\n    verification:\n      method: GET\n',
    at: '    verification:',
    says: '`verification` is no key of `proxy`; write nothing here: a `validate-connection` function is the check',
  },
  {
    name: 'another flow',
    from: 'auth_mode: OAUTH2_CC',
    to: 'auth_mode: OAUTH2',
    at: 'auth_mode: OAUTH2',
    says: '`auth_mode` is `OAUTH2`; write `auth_mode: OAUTH2_CC` (client credentials)',
  },
  {
    name: 'no default scopes',
    from: '  default_scopes:\n    - all\n',
    to: '',
    at: 'halo-psa:',
    says: '`default_scopes` is missing in `halo-psa`; write `default_scopes:` with at least `- all`',
  },
  {
    name: 'default scopes as a string',
    from: '  default_scopes:\n    - all\n',
    to: '  default_scopes: all\n',
    at: '  default_scopes: all',
    says: '`default_scopes` is `all`; write `default_scopes:` with at least `- all`',
  },
  {
    name: 'no grant type',
    from: '    grant_type: client_credentials',
    to: '    audience: halo',
    at: '  token_params:',
    says: '`grant_type` is missing in `token_params`; write `grant_type: client_credentials`',
  },
  {
    name: 'a token address without https',
    from: '|| https://${connectionConfig.hostname}/auth/token',
    to: '|| http://${connectionConfig.hostname}/auth/token',
    at: '  token_url: ${',
    says: 'write an address that begins with https://',
  },
  {
    name: 'a header with capitals',
    from: '      accept: application/json',
    to: '      Accept: application/json',
    at: '      Accept:',
    says: "`Accept` is not allowed as a name here; write the header's name in lower case",
  },
  {
    name: 'retry.after as a string',
    from: '      after:\n        - retry-after\n',
    to: '      after: retry-after\n',
    at: '      after: retry-after',
    says: '`after` is `retry-after`; write a list',
  },
  {
    name: 'retry.error_code, which would switch 429 off',
    from: '    retry:\n',
    to: '    retry:\n      error_code: [503]\n',
    at: '      error_code: [503]',
    says: '`error_code` is no key of `retry`; write nothing here: it replaces the statuses',
  },
  {
    name: 'paging from 0',
    from: '      offset_start_value: 1',
    to: '      offset_start_value: 0',
    at: '      offset_start_value: 0',
    says: "`offset_start_value` is `0`; write `offset_start_value: 1`: Halo's first page is 1",
  },
  {
    name: 'a paging limit, which the platform does not read here',
    from: '      limit_name_in_request: page_size',
    to: '      limit_name_in_request: page_size\n      limit: 100',
    at: '      limit: 100',
    says: '`limit` is no key of `paginate`',
  },
  {
    name: 'a secret shown in the form',
    from: '      secret: true\n',
    to: '      secret: false\n',
    at: '      secret: false',
    says: '`secret` is `false`; write `secret: true`: the form must not show it',
  },
  {
    name: 'a digit in the name of a field',
    from: '    hostname:\n',
    to: '    host2:\n      type: string\n      title: t\n      description: d\n      doc_section: "#step-1-find-your-halo-api-details"\n    hostname:\n',
    at: '    host2:',
    says: '`host2` is not allowed as a name here; write a name of letters',
  },
  {
    name: 'an anchor without its hash',
    from: "      doc_section: '#step-4-set-application-permissions'",
    to: '      doc_section: step-4-set-application-permissions',
    at: '      doc_section: step-4-set-application-permissions',
    says: 'write the anchor in quotes with its hash',
  },
  {
    name: 'an anchor of no step',
    from: "      doc_section: '#step-4-set-application-permissions'",
    to: "      doc_section: '#step-4-set-permissions'",
    at: "      doc_section: '#step-4-set-permissions'",
    says: "`#step-4-set-permissions` is not a step of docs/connect.md; write one of `'#step-1-find-your-halo-api-details'`",
  },
  {
    name: 'an undeclared field',
    from: `    ${baseUrl}`,
    to: '    base_url: ${connectionConfig.resource_server} || https://${connectionConfig.subdomain}.halopsa.com/api',
    at: '    base_url: ',
    says: '`${connectionConfig.subdomain}` is not declared in connection_config; write a declared field (hostname, oauth_scopes, resource_server, token_url)',
  },
  {
    name: 'a variable without its namespace',
    from: `    ${baseUrl}`,
    to: '    base_url: ${connectionConfig.resource_server} || https://${hostname}/api',
    at: '    base_url: ',
    says: '`${hostname}` is no variable that the platform fills here; write `${connectionConfig.hostname}`',
  },
  {
    name: 'a brace without a dollar',
    from: `    ${baseUrl}`,
    to: '    base_url: ${connectionConfig.resource_server} || https://{connectionConfig.hostname}/api',
    at: '    base_url: ',
    says: 'a brace without its `$`',
  },
  {
    name: 'a field that nothing uses',
    from: '  credentials:\n',
    to: '    tenant:\n      type: string\n      title: t\n      description: d\n      doc_section: "#step-1-find-your-halo-api-details"\n  credentials:\n',
    at: '    tenant:',
    says: '`tenant` is declared but no template uses it',
  },
  {
    name: 'an optional part beside a mandatory one, incomplete when empty',
    from: '  token_url: ${connectionConfig.token_url} ||',
    to: '  token_url: https://${connectionConfig.hostname}/auth/token?tenant=${connectionConfig.token_url} ||',
    at: '  token_url: https://',
    says: 'is used as soon as one of them is set, even if the others are not; write one optional field with the whole value',
  },
  {
    name: 'an optional field without a fallback',
    from: ' || https://${connectionConfig.hostname}/auth/token',
    to: '',
    at: '  token_url: ${',
    says: '`token_url` is `${connectionConfig.token_url}`; write an address that begins with https://',
  },
  {
    name: 'an optional field in the middle of an address without a fallback',
    from: '  token_url: ${connectionConfig.token_url} || https://${connectionConfig.hostname}/auth/token',
    to: '  token_url: https://${connectionConfig.hostname}/auth/token?tenant=${connectionConfig.token_url}',
    at: '  token_url: https://',
    says: '`token_url` is optional, and without it there is no address; write a fallback',
  },
  {
    name: 'an optional field after the bars',
    from: '|| https://${connectionConfig.hostname}/auth/token',
    to: '|| https://${connectionConfig.hostname}/auth/token?x=${connectionConfig.oauth_scopes}',
    at: '  token_url: ${',
    says: 'the side after `||` needs `oauth_scopes`, which is optional; write mandatory fields only on the last side',
  },
  {
    name: 'three sides',
    from: '/auth/token\n  token_request',
    to: '/auth/token || https://halo.example.com/auth/token\n  token_request',
    at: '  token_url: ${',
    says: 'more than one `||`: the platform reads only two sides',
  },
  {
    name: 'a mandatory field before the bars',
    from: `    ${baseUrl}`,
    to: '    base_url: https://${connectionConfig.hostname}/api || https://halo.example.com/api',
    at: '    base_url: https',
    says: '`hostname` is mandatory, so the side after `||` is never used',
  },
  {
    name: 'no variable before the bars',
    from: `    ${baseUrl}`,
    to: '    base_url: https://halo.example.com/api || https://${connectionConfig.hostname}/api',
    at: '    base_url: https',
    says: 'the side before `||` has no variable, so it is never used; write `https://${connectionConfig.hostname}/api` alone',
  },
  {
    name: 'an optional body parameter, sent as a placeholder',
    from: '    grant_type: client_credentials',
    to: '    grant_type: client_credentials\n    tenant: ${connectionConfig.oauth_scopes}',
    at: '    tenant: ${',
    says: '`oauth_scopes` is optional, and unset it is sent as the text `${connectionConfig.oauth_scopes}`',
  },
  {
    name: 'an optional body parameter, sent empty',
    from: '    grant_type: client_credentials',
    to: '    grant_type: client_credentials\n    tenant: "${connectionConfig.oauth_scopes} || "',
    at: '    tenant: "${',
    says: 'an empty side after `||` sends an empty value',
  },
  {
    name: 'two fields with one order',
    from: '      default_value: all\n',
    to: '      default_value: all\n      order: 1\n',
    at: '      order: 1\n      optional',
    says: '`hostname` has the same order; write a number of its own',
  },
  {
    name: 'a broken pattern',
    from: '      pattern: ^[A-Za-z0-9:._-]+([ ,][A-Za-z0-9:._-]+)*$',
    to: '      pattern: ^[A-Za-z0-9:._-+$',
    at: '      pattern: ^[A-Za-z0-9:._-+$',
    says: 'the pattern is not a regular expression',
  },
  {
    name: 'an example that the form refuses',
    from: '      example: example.halopsa.com',
    to: '      example: https://example.halopsa.com/',
    at: '      example: https://example.halopsa.com/\n',
    says: "`https://example.halopsa.com/` does not pass the field's own format, enum and pattern",
  },
  {
    name: 'a default that the form refuses',
    from: '      default_value: all\n',
    to: '      default_value: "all; rest"\n',
    at: '      default_value: "all; rest"',
    says: "`all; rest` does not pass the field's own format, enum and pattern",
  },
  {
    name: 'a description that belongs in the guide',
    from: '      description: Client ID of the API application\n',
    to: `      description: ${'Client ID of the API application '.repeat(2)}\n`,
    at: '      description: Client ID of the API application Client',
    says: 'a text of at most 60 characters, and the rest in the connect guide',
  },
  {
    name: 'a prefix that the template does not have',
    from: '      prefix: https://\n',
    to: '      prefix: https://www.\n',
    at: '      prefix: https://www.',
    says: 'the form shows `https://www.` before the input, but `https://${connectionConfig.hostname}/auth/token` does not',
  },
  {
    name: 'a suffix that the template does not have',
    from: '      prefix: https://\n',
    to: '      suffix: .halopsa.com\n',
    at: '      suffix: .halopsa.com',
    says: 'the form shows `.halopsa.com` after the input',
  },
  {
    name: 'a host that may hold a path',
    from: '      format: hostname\n',
    to: '',
    at: '    hostname:',
    says: '`hostname` is used as a host, and the form would accept a scheme, a port or a path in it; write `format: hostname`',
  },
  {
    name: 'a whole address that may be any text',
    from: '      example: https://auth.example.com/auth/token?tenant=example\n      format: uri\n',
    to: '      example: https://auth.example.com/auth/token?tenant=example\n',
    at: '    token_url:\n',
    says: '`token_url` holds a whole address, and the form would accept any text; write `format: uri` and a pattern',
  },
  {
    name: 'a hidden field that nobody can fill in',
    from: '      prefix: https://\n',
    to: '      hidden: true\n',
    at: '      hidden: true',
    says: '`hostname` is hidden, mandatory and has no default',
  },
  {
    name: 'a published secret',
    from: '      secret: true\n',
    to: '      secret: true\n      default_value: changeme\n',
    at: '      default_value: changeme',
    says: '`client_secret` is secret, yet its default is published here',
  },
  {
    name: 'a form that asks for other scopes than the integration',
    from: '      default_value: all\n',
    to: '      default_value: read:tickets\n',
    at: '      default_value: read:tickets',
    says: 'the form would ask for other scopes than default_scopes, and the form takes precedence; write `default_value: all`',
  },
];

function lineOf(text: string, part: string): number {
  const index = text.indexOf(part);
  if (index < 0) throw new Error(`"${part}" is not in the definition`);
  return text.slice(0, index).split('\n').length;
}

describe('a bad provider definition', () => {
  it.each(CASES)('with $name is reported with its line and its remedy', ({ from, to, at, says }) => {
    const text = edit(onlyPsa, from, to);
    const problems = check(text);
    expect(problems.map(formatProblem).filter((line) => line.includes(says))).not.toEqual([]);
    expect(problems.find((problem) => formatProblem(problem).includes(says))?.line).toBe(lineOf(text, at));
  });

  it.each(CASES)('with $name is reported for that reason only', ({ from, to, says }) => {
    const others = check(edit(onlyPsa, from, to)).filter((problem) => !formatProblem(problem).includes(says));
    // Some mistakes have a consequence of their own, such as a field that is then no longer used.
    expect(others.length).toBeLessThanOrEqual(2);
  });

  it('is reported with the file, the line, the fault and the remedy in one line', () => {
    const [problem] = check(edit(onlyPsa, 'auth_mode: OAUTH2_CC', 'auth_mode: BASIC'));
    expect(problem && formatProblem(problem)).toMatch(
      /^x\.yaml:\d+: `auth_mode` is `BASIC`; write `auth_mode: OAUTH2_CC` \(client credentials\)$/,
    );
  });

  it('is also found in the second entry', () => {
    const text = shipped.replace('example: example.haloitsm.com', 'example: example.haloitsm.com/');
    expect(check(text).map(({ line }) => line)).toEqual([lineOf(text, 'example: example.haloitsm.com/')]);
  });
});
