import * as model from '@relais/model';
import { problemCatalogue, structurePath } from '@relais/model';
import type { Access, Operation, ProblemCode } from '@relais/model';
import * as z from 'zod/mini';
import { LONGEST_PARAMETER } from '../http/parse.ts';
import { defaultLimits } from '../limits/settings.ts';
import { describeLimits } from './limits.ts';
import type { ApiWords } from './api-words.ts';
import { coreWords } from './core-words.ts';

type Json = Record<string, unknown>;

/** Refusals any route may give, beside its own. */
const EVERYWHERE: readonly ProblemCode[] = ['not-found', 'rate-limited', 'internal-error', 'unavailable'];

const HEADERS: Record<'key' | 'client' | 'challenge' | 'resume' | 'tag' | 'match', Json> = {
  key: parameter(
    'header',
    'Idempotency-Key',
    'Chosen by the client, 1 to 200 visible ASCII characters but `"`, quoted or bare; asked again with the same key within 24 hours, a write is answered as the first time',
    true,
  ),
  client: parameter(
    'header',
    'Relais-Client',
    'Random id of the client, 16 to 200 characters, for the limit of two holds and for the answer to a key, which only the client that asked gets again; when absent the network address stands for it',
  ),
  challenge: parameter(
    'header',
    'Relais-Challenge',
    `Base64 of the JSON \`{"challenge", "solution"}\` that answers a \`challenge-required\` within ${defaultLimits.challenge.lifeSeconds} seconds; absent otherwise`,
  ),
  resume: parameter(
    'header',
    'Last-Event-ID',
    'Sequence to go on from, a whole number of 15 digits at most; when absent `after` says it',
  ),
  tag: parameter(
    'header',
    'If-None-Match',
    '`ETag` of an earlier answer, which is answered 304 while it holds; when absent the answer is sent whole',
  ),
  match: parameter(
    'header',
    'If-Match',
    '`ETag` of the document this one was made from, which is refused where somebody has changed it since (`If-None-Match: *` where there was none); when absent it is put in place of whatever is there',
  ),
};

const SECURITY_SCHEMES: Json = {
  link: {
    type: 'http',
    scheme: 'bearer',
    description: 'Token of a hold or of a booking, `rl_…`, shown once to the person it was made for',
  },
  professional: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of an OpenID Connect issuer this backend trusts, naming a structure and roles',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-relais-session',
    description:
      'Session of a professional who has signed in at this backend (`/auth/sign-in?return=/path/`). It counts on requests of pages of the backend’s own origin alone; `Relais-Person` says for whom a request is made, which is refused when somebody else has signed in since',
  },
};

/**
 * The API's description in OpenAPI 3.1, made from the contract itself: routes, rights, shapes, headers and every refusal with its
 * members. What a shape checks beyond JSON Schema (that a date exists, say) is checked by the server and not told here.
 */
export function createOpenApi(
  operations: Readonly<Record<string, Operation<ProblemCode>>>,
  { version, words }: { readonly version: string; readonly words: readonly ApiWords[] },
): Json {
  const names = nameSchemas();
  const { members, rules, problems } = mergeWords([coreWords, ...words]);
  const paths: Record<string, Json> = { '/health': describeHealth() };
  for (const [name, operation] of Object.entries(operations)) {
    const path = structurePath + operation.path;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describeOperation(name, operation, names) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Relais',
      version,
      summary: 'Unscheduled-care slots of French coordinated care',
      description: describeLimits(),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { ...describeSchemas(names, members, rules), ...describeProblems(problems) },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** Every schema the model exports, by the name it is exported under. */
function nameSchemas(): Map<z.ZodMiniType, string> {
  const schemas = Object.entries(model).filter((entry): entry is [string, never] => entry[1] instanceof z.ZodMiniType);
  return new Map(schemas.map(([name, schema]) => [schema, name]));
}

function mergeWords(words: readonly ApiWords[]): Required<ApiWords> {
  return {
    members: Object.assign({}, ...words.map((one) => one.members)) as Required<ApiWords>['members'],
    rules: Object.assign({}, ...words.map((one) => one.rules)) as Required<ApiWords>['rules'],
    problems: Object.assign({}, ...words.map((one) => one.problems)) as Required<ApiWords>['problems'],
  };
}

function describeSchemas(
  names: ReadonlyMap<z.ZodMiniType, string>,
  members: Required<ApiWords>['members'],
  rules: Required<ApiWords>['rules'],
): Json {
  const registry = z.registry<{ id: string } & Json>();
  for (const [schema, id] of names) {
    registry.add(schema, { id, ...rules[id] });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: schemaReference, io: 'input', metadata: registry });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, describeMembers(asComponent(schema), members[name])]),
  );
}

/** What a member is for; what it takes stands in its schema. A shape of several kinds has the words of a member once for all of them. */
function describeMembers(schema: Json, descriptions: Readonly<Record<string, string>> = {}): Json {
  const { properties, oneOf } = schema as { properties?: Record<string, Json>; oneOf?: Json[] };
  const kinds = oneOf && { oneOf: oneOf.map((kind) => describeMembers(kind, descriptions)) };
  if (!properties) return { ...schema, ...kinds };
  const described = Object.entries(properties).map(([name, member]) => {
    const description = descriptions[name];
    return [name, description === undefined ? member : { ...member, description }];
  });
  return { ...schema, ...kinds, properties: Object.fromEntries(described) as Json };
}

/** Without what a schema standing alone says of itself: its dialect, its address and its name in the registry. */
function asComponent(schema: object): Json {
  const own = Object.entries(schema).filter(([member]) => !['$schema', '$id', 'id'].includes(member));
  return Object.fromEntries(own);
}

function schemaReference(name: string): string {
  return `#/components/schemas/${name}`;
}

/** One schema per refusal, so that a client can be made to switch on the code and know the members. */
function describeProblems(members: Required<ApiWords>['problems']): Json {
  const codes = Object.entries(problemCatalogue) as [ProblemCode, { status: number; title: string }][];
  return Object.fromEntries(
    codes.map(([code, { status, title }]) => [
      problemName(code),
      {
        description: title,
        allOf: [{ $ref: schemaReference('Problem') }],
        type: 'object',
        properties: { code: { const: code }, status: { const: status }, ...members[code] },
        required: ['code', 'status', ...Object.keys(members[code] ?? {})],
      },
    ]),
  );
}

function problemName(code: ProblemCode): string {
  return `Problem.${code}`;
}

function describeOperation(
  name: string,
  operation: Operation<ProblemCode>,
  names: ReadonlyMap<z.ZodMiniType, string>,
): Json {
  const { summary, access, body, problems } = operation;
  const refusals = new Set<ProblemCode>([
    ...problems,
    ...EVERYWHERE,
    ...(body ? (['payload-too-large'] as const) : []),
  ]);
  return {
    operationId: name,
    summary,
    ...describeAccess(access),
    parameters: describeParameters(operation),
    ...(body ? { requestBody: { required: true, content: jsonContent(body, names) } } : {}),
    responses: { ...describeAnswer(operation, names), ...describeRefusals(refusals) },
  };
}

function describeAccess({ public: open, link, roles }: Access): Json {
  const ways: Json[] = [];
  if (open) ways.push({});
  if (link) ways.push({ link: [] });
  if (roles || open) ways.push({ professional: [] }, { session: [] });
  return { ...(roles ? { description: `Professional roles: ${roles.join(', ')}.` } : {}), security: ways };
}

function describeParameters({ method, path, query = {}, problems, access, answer }: Operation): Json[] {
  const inPath = [...`${structurePath}${path}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) =>
    parameter('path', name, `Id of the ${name}`, true),
  );
  const inQuery = Object.entries(query).map(([name, description]) => parameter('query', name, description));
  const headers: Json[] = [];
  if (method !== 'GET') headers.push(HEADERS.key);
  if (method !== 'GET' && access.public) headers.push(HEADERS.client);
  if (problems.includes('challenge-required')) headers.push(HEADERS.challenge);
  if (answer.type === 'text/event-stream') headers.push(HEADERS.resume);
  if (answer.tagged) headers.push(HEADERS.tag);
  if (problems.includes('document-changed')) headers.push(HEADERS.match);
  return [...inPath, ...inQuery, ...headers];
}

function parameter(place: 'path' | 'query' | 'header', name: string, description: string, required = false): Json {
  const limit = place === 'header' ? {} : { maxLength: LONGEST_PARAMETER };
  return { name, in: place, description, required, schema: { type: 'string', ...limit } };
}

function describeAnswer({ method, answer, summary }: Operation, names: ReadonlyMap<z.ZodMiniType, string>): Json {
  const replayed = {
    description: '`true` when the answer is that of an earlier request with this key',
    schema: { const: 'true' },
  };
  const content = answer.schema
    ? jsonContent(answer.schema, names)
    : answer.status === 204
      ? undefined
      : { [answer.type]: { schema: { type: 'string' } } };
  const tag = { description: 'Changes whenever the answer does', schema: { type: 'string' } };
  const headers = {
    ...(method === 'GET' ? {} : { 'Idempotent-Replayed': replayed }),
    ...(answer.tagged ? { ETag: tag } : {}),
  };
  return {
    [answer.status]: { description: summary, headers, ...(content ? { content } : {}) },
    ...(answer.tagged ? { 304: { description: 'The answer named by `If-None-Match` still holds' } } : {}),
  };
}

function jsonContent(schema: z.ZodMiniType, names: ReadonlyMap<z.ZodMiniType, string>): Json {
  const name = names.get(schema);
  if (name === undefined) throw new Error('A shape of the contract is not exported by the model.');
  return { 'application/json': { schema: { $ref: schemaReference(name) } } };
}

/** Refusals by status: several codes may share one. */
function describeRefusals(codes: ReadonlySet<ProblemCode>): Json {
  const byStatus = Map.groupBy(codes, (code) => problemCatalogue[code].status);
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, describeRefusal(group)]));
}

function describeRefusal(codes: readonly ProblemCode[]): Json {
  const waits = codes.some((code) => coreWords.problems?.[code]?.retryAfter);
  const shapes = codes.map((code) => ({ $ref: schemaReference(problemName(code)) }));
  return {
    description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join('. '),
    ...(waits ? { headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } } } : {}),
    content: { 'application/problem+json': { schema: shapes.length === 1 ? shapes[0] : { oneOf: shapes } } },
  };
}

function describeHealth(): Json {
  const clockSecondsAhead = {
    type: 'integer',
    description: 'Present when the clock of this machine is wrong: seconds ahead of the database’s, which is gone by',
  };
  const ready = {
    type: 'object',
    properties: {
      status: { const: 'ready' },
      writes: { const: 'failing', description: 'There while the database answers and takes no writes' },
      clockSecondsAhead,
    },
    required: ['status'],
  };
  return {
    get: {
      operationId: 'checkHealth',
      summary: 'Whether the database answers and its migrations are done',
      security: [{}],
      responses: {
        200: { description: 'Ready', content: { 'application/json': { schema: ready } } },
        ...describeRefusals(new Set(['unavailable'])),
      },
    },
  };
}
