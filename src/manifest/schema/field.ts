/** The notation of the tables of known fields. */

/** What the simulation makes of a field that the API knows. */
export type FieldTreatment = 'simulated' | 'without effect here' | 'refused';

/** A field of a struct. */
export interface Field {
  /** Its Go type without pointers and packages: `[]ContainerPort`, `map[string]string`, `int32`. */
  readonly type: string;
  readonly treatment: FieldTreatment;
  /** Why the field has no effect or is refused. */
  readonly note?: string;
  /** The Go struct that is inlined and has the field; it shows in messages of Go's JSON decoder. */
  readonly embeddedIn?: string;
}

/** The fields of a Go struct by their JSON names. */
export type Struct = Readonly<Record<string, Field>>;
/** Structs by their Go names. */
export type StructTable = Readonly<Record<string, Struct>>;

type Types = Readonly<Record<string, string>>;

function fields(types: Types, treatment: FieldTreatment, note?: string): Struct {
  const field = (type: string): Field => ({ type, treatment, ...(note && { note }) });
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, field(type)]));
}

/** Fields that the simulation heeds. */
export function simulated(types: Types): Struct {
  return fields(types, 'simulated');
}

/** Fields that are accepted and change nothing here; the note says why. */
export function inert(types: Types, note?: string): Struct {
  return fields(types, 'without effect here', note);
}

/** Fields that would change a pod's life in a way that is not simulated; the note says why. */
export function refused(types: Types, note: string): Struct {
  return fields(types, 'refused', note);
}

/** The fields of a struct that another one inlines. */
export function embedded(goName: string, struct: Struct): Struct {
  return Object.fromEntries(Object.entries(struct).map(([name, field]) => [name, { ...field, embeddedIn: goName }]));
}
