/** A JSON Schema, or a piece of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** What the description of the API tells of a subject that its schemas do not say. */
export interface ApiWords {
  /** What each member of a shape that is sent is for, by the shape's name. */
  readonly members?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rules between the members of a shape, as far as JSON Schema can say them. */
  readonly rules?: Readonly<Record<string, Schema>>;
  /** What a problem carries beyond the members of RFC 9457, by its code. Codes that are not here carry nothing more. */
  readonly problems?: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

/** What every member is for, of the shapes named. A member that is forgotten is an error of types. */
export type MembersOf<Shapes> = { readonly [Name in keyof Shapes]: Readonly<Record<keyof Shapes[Name], string>> };

export const instantSchema: Schema = { $ref: '#/components/schemas/Instant' };
export const faultsSchema: Schema = { type: 'array', items: { $ref: '#/components/schemas/Fault' } };
