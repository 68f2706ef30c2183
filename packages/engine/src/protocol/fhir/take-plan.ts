import { cleanText } from '@relais/model';
import { VARIABLE } from '../variable.ts';
import { OWN } from './extension-codec.ts';

/** A part that was taken: where it stands in what others wrote, and where in the draft. */
export interface TakenPart {
  readonly path: string;
  readonly to: string;
}

/** A part that was not, and why, in French. */
export interface LeftPart {
  readonly path: string;
  readonly words: string;
}

/** What could be taken of a PlanDefinition of others: a draft of a protocol, for a person to complete, and an account of every part. */
export interface TakenPlan {
  /** Not yet a protocol: `readProtocol` says what it lacks. */
  readonly draft: Readonly<Record<string, unknown>>;
  readonly taken: readonly TakenPart[];
  readonly left: readonly LeftPart[];
}

type Json = Readonly<Record<string, unknown>>;

/** Actions inside actions, as far as they are followed. */
const MOST_LEVELS = 12;
const MOST_RULES = 200;
/** Lines about what was left; more are counted. */
const MOST_LEFT = 300;

/** What is longer than a protocol takes, is not taken: half a sentence would say something else. */
const MOST_TEXT = 4000;
const MOST_KEY = 80;

/** Said of what every resource has, and means nothing for a protocol. */
const OF_EVERY_RESOURCE = new Set([
  'resourceType',
  'id',
  'meta',
  'text',
  'language',
  'contained',
  'url',
  'name',
  'title',
]);

const MOST_LISTED = 300;

const HAS_NO_EQUIVALENT = 'sans équivalent dans Relais.';

const MEANINGS: Readonly<Record<string, string>> = {
  library: 'bibliothèque de règles (CQL ou autre)\u00a0: Relais ne l’évalue pas.',
  goal: 'objectif\u00a0: un protocole Relais n’en a pas.',
  useContext: 'contexte d’usage\u00a0: dites vous-même quelles professions le suivent, et de quel droit.',
  trigger: 'déclencheur\u00a0: un passage est commencé par une personne.',
  relatedAction:
    'ordre ou délai entre actions\u00a0: les règles d’un protocole sont toutes examinées à chaque réponse.',
  participant: 'participant\u00a0: dites qui est appelé dans l’action de la règle.',
  dynamicValue: 'valeur calculée au moment d’appliquer\u00a0: Relais ne l’évalue pas.',
  transform: 'transformation\u00a0: Relais ne l’évalue pas.',
  priority: 'priorité\u00a0: si c’est une urgence, l’action de la règle est « urgent ».',
  selectionBehavior: 'façon de choisir parmi ces actions\u00a0: elles sont reprises une à une, à relire ensemble.',
};

/**
 * Takes a FHIR R4 PlanDefinition that others have written (alone, or in a Bundle with its Questionnaire and ActivityDefinitions) as far as it can be.
 * Nothing is guessed: what a program cannot decide stays out of the draft and is told, and a condition that Relais does not evaluate takes its whole
 * rule out, which would otherwise always hold.
 *
 * @returns undefined where there is no PlanDefinition, or one that `bundleOf` has written
 */
export function takePlan(document: unknown): TakenPlan | undefined {
  const resources = resourcesIn(document);
  const index = resources.findIndex(({ resource }) => resource['resourceType'] === 'PlanDefinition');
  const found = resources[index];
  if (!found || isOurs(found.resource)) return undefined;
  return new Taking(found, resources).take();
}

interface Found {
  readonly path: string;
  readonly resource: Json;
}

/** What is in a Bundle, or the resource alone, with what they contain. */
function resourcesIn(document: unknown): Found[] {
  const top = recordOf(document);
  if (!top) return [];
  const entries =
    top['resourceType'] === 'Bundle'
      ? listOf(top['entry']).map((entry, at) => ({
          path: `entry[${at}].resource`,
          resource: recordOf(entry['resource']),
        }))
      : [{ path: String(top['resourceType']), resource: top }];
  return entries.flatMap(({ path, resource }) => {
    if (!resource) return [];
    const inside = listOf(resource['contained']).map((one, at) => ({
      path: `${path}.contained[${at}]`,
      resource: one,
    }));
    return [{ path, resource }, ...inside];
  });
}

function isOurs(plan: Json): boolean {
  return listOf(plan['extension']).some(({ url }) => url === `${OWN}formatVersion`);
}

class Taking {
  readonly #plan: Found;
  readonly #others: readonly Found[];
  readonly #taken: TakenPart[] = [];
  readonly #left: LeftPart[] = [];
  readonly #sources = new Map<string, string>();
  readonly #terms: { name: string; label: string; expression: string; status: 'illustrative' }[] = [];
  readonly #rules: Record<string, unknown>[] = [];
  readonly #prescriptions = new Map<string, Record<string, unknown>>();
  #questionnaire: Found | undefined;
  #untold = 0;

  constructor(plan: Found, resources: readonly Found[]) {
    this.#plan = plan;
    this.#others = resources.filter((one) => one !== plan);
  }

  take(): TakenPlan {
    const { path, resource: plan } = this.#plan;
    this.#questionnaire = this.#others.find(({ resource }) => resource['resourceType'] === 'Questionnaire');
    const [identity, read] = this.#takeIdentity(path, plan);
    this.#takeVariables(path, plan);
    listOf(plan['relatedArtifact']).forEach((one, at) => this.#takeSource(`${path}.relatedArtifact[${at}]`, one));
    listOf(plan['action']).forEach((one, at) => this.#takeAction(`${path}.action[${at}]`, one, [], `${at + 1}`, 1));
    this.#tellOthers();
    this.#tellUnread(path, plan, read);
    if (this.#untold > 0)
      this.#left.push({ path, words: `et ${this.#untold} autres éléments, non repris eux non plus.` });
    return { draft: this.#draftOf(identity), taken: this.#taken, left: this.#left };
  }

  #draftOf(identity: Json): Json {
    const questionnaire = this.#questionnaire?.resource;
    return {
      formatVersion: 'relais-protocol/1',
      ...identity,
      mode: { kind: 'display' },
      sources: Object.fromEntries(this.#sources),
      regimes: [],
      parameters: [],
      inclusion: [],
      exclusion: [],
      ...(questionnaire && { questionnaire }),
      items: [],
      terms: this.#terms,
      rules: this.#rules,
      prescriptions: [...this.#prescriptions.values()],
      documents: [],
      activation: [],
    };
  }

  /** @returns what it takes, and the members it has read */
  #takeIdentity(path: string, plan: Json): [Json, ReadonlySet<string>] {
    const name = ['name', 'title', 'id'].find((key) => slugOf(plan[key]) !== '');
    const author = listOf(plan['author']).map((one) => one['name'])[0];
    const notice = ['description', 'purpose', 'usage'].find((key) => textOf(plan[key]) !== undefined);
    const date = /^\d{4}-\d{2}-\d{2}/.exec(textOf(plan['date']) ?? '')?.[0];
    const parts = [
      ['id', name, name && slugOf(plan[name])],
      ['version', 'version', textOf(plan['version'], 40)],
      ['title', 'title', textOf(plan['title'])],
      ['responsible', author === undefined ? 'publisher' : 'author', textOf(author ?? plan['publisher'])],
      ['notice', notice, notice && textOf(plan[notice])],
      ['date', 'date', date],
    ] as const;
    const read = new Set(['extension', 'status', 'relatedArtifact', 'action']);
    const identity: Record<string, string> = {};
    for (const [to, from, value] of parts) {
      if (from === undefined || value === undefined) continue;
      identity[to] = value;
      read.add(from);
      this.#taken.push({ path: `${path}.${from}`, to });
    }
    if (plan['status'] === 'retired')
      this.#left.push({ path: `${path}.status`, words: 'ce plan est retiré par ses auteurs (retired).' });
    return [identity, new Set([...read, ...OF_EVERY_RESOURCE])];
  }

  #takeVariables(path: string, plan: Json): void {
    listOf(plan['extension']).forEach((extension, at) => {
      const place = `${path}.extension[${at}]`;
      if (extension['url'] !== VARIABLE) return;
      const expression = recordOf(extension['valueExpression']) ?? {};
      const name = textOf(expression['name'], MOST_KEY) ?? '';
      const trouble = /^[a-z][A-Za-z0-9]*$/.test(name)
        ? this.#troubleOf(expression)
        : 'nom de variable que Relais ne prend pas (lettre minuscule, puis lettres et chiffres).';
      if (trouble !== undefined) return this.#leave(place, trouble);
      this.#taken.push({ path: place, to: `terms[${this.#terms.length}]` });
      const label = textOf(expression['description']) ?? name;
      this.#terms.push({ name, label, expression: String(expression['expression']), status: 'illustrative' });
    });
  }

  /** @returns the key of the source in the draft */
  #takeSource(path: string, artifact: Json): string | undefined {
    const link = recordOf(artifact['document'])?.['url'] ?? artifact['url'] ?? artifact['resource'];
    const words = [artifact['citation'], artifact['display'], artifact['label'], link].map((one) => textOf(one));
    const citation = words.find((one) => one !== undefined);
    if (citation === undefined) return void this.#leave(path, 'source sans citation ni adresse.');
    const known = [...this.#sources].find(([, text]) => text === citation);
    if (known) return known[0];
    const label = textOf(artifact['label'], MOST_KEY);
    const key = label !== undefined && !this.#sources.has(label) ? label : `source-${this.#sources.size + 1}`;
    this.#sources.set(key, citation);
    this.#taken.push({ path, to: `sources.${key}` });
    return key;
  }

  #takeAction(path: string, action: Json, above: readonly string[], number: string, level: number): void {
    const conditions = this.#conditionsOf(path, action);
    if (!conditions) return;
    const when = [...above, ...conditions];
    const inside = listOf(action['action']);
    this.#tellUnread(path, action, READ_OF_ACTIONS);
    const definition = this.#definitionOf(path, action);
    if (definition?.resource['resourceType'] === 'Questionnaire') {
      this.#questionnaire = definition;
      if (when.length > 0)
        this.#leave(
          `${path}.condition`,
          'le questionnaire d’un protocole est posé en entier\u00a0: ce qui en dépend s’écrit dans le questionnaire.',
        );
    } else if (inside.length === 0) this.#takeRule(path, action, when, number, definition);
    else if (definition)
      this.#leave(
        `${path}.definitionCanonical`,
        'définition d’un groupe d’actions\u00a0: seules ses actions sont reprises.',
      );
    if (inside.length > 0 && level >= MOST_LEVELS)
      return this.#leave(`${path}.action`, `plus de ${MOST_LEVELS} niveaux d’actions les unes dans les autres.`);
    inside.forEach((one, at) => this.#takeAction(`${path}.action[${at}]`, one, when, `${number}.${at + 1}`, level + 1));
  }

  /** @returns undefined where one of them cannot be evaluated: nothing that stands under it may hold without it */
  #conditionsOf(path: string, action: Json): string[] | undefined {
    const taken: string[] = [];
    for (const [at, condition] of listOf(action['condition']).entries()) {
      const expression = recordOf(condition['expression']) ?? {};
      const trouble =
        condition['kind'] === 'applicability'
          ? this.#troubleOf(expression)
          : `condition « ${shortOf(condition['kind'])} »\u00a0: Relais n’a que des conditions d’application.`;
      if (trouble !== undefined) {
        const named = textOf(action['title']) ?? textOf(action['description']);
        const what = named === undefined ? 'cette action' : `« ${shortOf(named)} »`;
        this.#leave(
          `${path}.condition[${at}]`,
          `${trouble} ${what}, et ce qui en dépend, est à écrire à la main\u00a0; sans sa condition, la règle vaudrait toujours.`,
        );
        return undefined;
      }
      taken.push(String(expression['expression']));
    }
    return taken;
  }

  /** Why an expression cannot be taken over. Relais evaluates FHIRPath over the answers, by the names that the draft has. */
  #troubleOf({ language, expression }: Json): string | undefined {
    if (typeof expression !== 'string' || expression.trim() === '')
      return 'expression absente, ou tenue dans un autre fichier.';
    if (language !== 'text/fhirpath')
      return `expression en ${shortOf(language)}\u00a0: Relais n’évalue que text/fhirpath.`;
    if (expression.length > MOST_TEXT) return `expression de plus de ${MOST_TEXT} signes.`;
    const known = new Set(['resource', ...this.#terms.map(({ name }) => name)]);
    const names = [...expression.matchAll(/%`?([\w-]+)/g)].map(([, name = '']) => name);
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) return `expression qui lit %${shortOf(unknown)}, que le brouillon n’a pas.`;
    return names.length === 0
      ? 'expression sur d’autres données que les réponses au questionnaire (%resource).'
      : undefined;
  }

  /** What an action leads to, where the file has it. */
  #definitionOf(path: string, action: Json): Found | undefined {
    const canonical = action['definitionCanonical'] ?? action['definitionUri'];
    if (typeof canonical !== 'string') return undefined;
    const [url = '', version] = canonical.split('|');
    const found = this.#others.find(
      ({ resource }) =>
        (resource['url'] === url || `#${String(resource['id'])}` === url) &&
        (version === undefined || resource['version'] === version),
    );
    if (!found) this.#leave(`${path}.definitionCanonical`, `${shortOf(canonical)} n’est pas dans le fichier.`);
    return found;
  }

  #takeRule(path: string, action: Json, when: readonly string[], number: string, definition: Found | undefined): void {
    if (this.#rules.length >= MOST_RULES) return this.#leave(path, `plus de ${MOST_RULES} règles.`);
    const text = [action['title'], action['textEquivalent'], action['description']]
      .map((one) => textOf(one))
      .find((one) => one !== undefined);
    const joined = when.length > 1 ? when.map((one) => `(${one})`).join(' and ') : when[0];
    if (joined !== undefined && joined.length > MOST_TEXT)
      return this.#leave(`${path}.condition`, `conditions de plus de ${MOST_TEXT} signes en tout.`);
    const [source] = listOf(action['documentation']).map((one, at) =>
      this.#takeSource(`${path}.documentation[${at}]`, one),
    );
    const prescription = definition && this.#takePrescription(definition);
    const wanted = textOf(action['prefix'], MOST_KEY) ?? number;
    const id = freeOf(wanted, this.#rules);
    this.#taken.push({ path, to: `rules[${this.#rules.length}]` });
    if (prescription === undefined)
      this.#leave(
        path,
        'ce que fait la règle (urgent, stop, alert, outcome…) n’est pas dit dans un plan FHIR\u00a0: à choisir.',
      );
    this.#rules.push({
      id,
      ...(joined !== undefined && { when: joined }),
      action: {
        ...(prescription !== undefined && { kind: 'outcome', prescription }),
        ...(text !== undefined && { text }),
      },
      status: 'illustrative',
      ...(source !== undefined && { source }),
    });
  }

  /** @returns the id of the prescription that an activity stands for */
  #takePrescription({ path, resource }: Found): string | undefined {
    const { kind, title, description } = resource;
    if (kind !== 'MedicationRequest') {
      this.#leave(path, `activité de type ${shortOf(kind)}\u00a0: ${HAS_NO_EQUIVALENT}`);
      return undefined;
    }
    const known = this.#prescriptions.get(path);
    if (known) return String(known['id']);
    const slug = slugOf(resource['name']) || slugOf(resource['id']) || 'prescription';
    const id = freeOf(slug, [...this.#prescriptions.values()]);
    const [label, words] = [textOf(title) ?? textOf(resource['name']), textOf(description)];
    this.#taken.push({ path, to: `prescriptions[${this.#prescriptions.size}]` });
    this.#prescriptions.set(path, {
      id,
      ...(label !== undefined && { title: label }),
      ...(words !== undefined && { text: words }),
      doseItems: [],
      status: 'illustrative',
    });
    this.#leave(
      path,
      'posologie, produit et ce qui rend la prescription juste\u00a0: à écrire par le médecin qui la signe.',
    );
    return id;
  }

  /** Whatever else the file has. */
  #tellOthers(): void {
    const questionnaire = this.#questionnaire;
    if (questionnaire) this.#taken.push({ path: questionnaire.path, to: 'questionnaire' });
    for (const { path, resource } of this.#others) {
      const type = resource['resourceType'];
      const isTaken = path === questionnaire?.path || this.#prescriptions.has(path);
      const isTold = this.#left.some((part) => part.path === path);
      if (isTaken || isTold) continue;
      if (type === 'Questionnaire')
        this.#leave(path, 'un protocole n’a qu’un questionnaire\u00a0: celui-ci n’est pas repris.');
      else if (type === 'PlanDefinition') this.#leave(path, 'un autre plan\u00a0: un protocole se reprend d’un seul.');
      else this.#leave(path, `ressource ${shortOf(type)}\u00a0: ${HAS_NO_EQUIVALENT}`);
    }
  }

  /** What means something to people is told by itself, the rest in one line. */
  #tellUnread(path: string, element: Json, read: ReadonlySet<string>): void {
    const unread = Object.keys(element).filter((key) => !read.has(key));
    for (const key of unread) if (Object.hasOwn(MEANINGS, key)) this.#leave(`${path}.${key}`, MEANINGS[key] ?? '');
    const extensions = listOf(element['extension']).flatMap(({ url }) => (url === VARIABLE ? [] : shortOf(url)));
    const others = [...unread.filter((key) => !Object.hasOwn(MEANINGS, key)), ...new Set(extensions)];
    if (others.length > 0)
      this.#leave(path, `sans équivalent dans Relais\u00a0: ${shortOf(others.join(', '), MOST_LISTED)}.`);
  }

  #leave(path: string, words: string): void {
    if (this.#left.length < MOST_LEFT) this.#left.push({ path, words });
    else this.#untold += 1;
  }
}

const READ_OF_ACTIONS: ReadonlySet<string> = new Set([
  'id',
  'extension',
  'prefix',
  'title',
  'description',
  'textEquivalent',
  'documentation',
  'condition',
  'definitionCanonical',
  'definitionUri',
  'action',
  'groupingBehavior',
]);

function recordOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The objects in a list; what else stands in it is nothing that FHIR has there. */
function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(recordOf).filter((one) => one !== undefined) : [];
}

/** A text as a protocol takes it: with its words and lines, without what nobody sees. */
function textOf(value: unknown, most = MOST_TEXT): string | undefined {
  const text = typeof value === 'string' ? cleanText(value).replaceAll('\t', ' ') : '';
  return text.trim() !== '' && text.length <= most ? text : undefined;
}

/** What others wrote, as far as a line of a report has room for it. */
function shortOf(value: unknown, most = 80): string {
  const text = typeof value === 'string' ? value : '(rien)';
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** The id that is wanted, or one beside it that nothing has. */
function freeOf(wanted: string, taken: readonly Json[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  let id = wanted;
  for (let next = 2; ids.has(id); next++) id = `${wanted.slice(0, MOST_KEY - 6)}-${next}`;
  return id;
}

/** An id as protocols have them: small letters, digits and hyphens. */
function slugOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  const plain = value
    .slice(0, 500)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}
