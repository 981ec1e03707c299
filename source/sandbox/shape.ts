/** The building blocks of the constraint table: shapes as the API model has them, and the TypeScript types that they describe. */

/** What all shapes have. `valueType` is never there: it carries the type of the values that the shape lets through. */
interface Typed<Type extends string, Value> {
  readonly type: Type;
  readonly valueType?: Value;
}

/** The value that a shape lets through. */
export type ValueOf<S extends Typed<string, unknown>> = NonNullable<S['valueType']>;

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Length in characters (Unicode code points). */
export interface StringShape<Value extends string = string> extends Typed<'string', Value>, Range {
  /** Has to match the whole value. */
  readonly pattern?: string | undefined;
  readonly enum?: readonly Value[] | undefined;
  /** Never shown in a message (the model's trait of that name). */
  readonly sensitive?: true | undefined;
}

export interface IntegerShape extends Typed<'integer', number>, Range {}

export interface BooleanShape extends Typed<'boolean', boolean> {}

/** Base64 text; `max` counts the decoded bytes. */
export interface BlobShape extends Typed<'blob', string>, Range {}

export interface ListShape<Value = unknown> extends Typed<'list', readonly Value[]>, Range {
  readonly member: Shape;
}

export interface MapShape<Value = unknown> extends Typed<'map', Readonly<Record<string, Value>>>, Range {
  readonly key: StringShape;
  readonly value: Shape;
}

type Members = Readonly<Record<string, Shape>>;

export interface StructureShape<M extends Members = Members, Required extends keyof M = keyof M>
  extends Typed<'structure', StructureValue<M, Required>> {
  readonly members: M;
  readonly required: readonly Required[];
}

export type StructureValue<M extends Members, Required extends keyof M = never> = {
  readonly [Key in keyof M as Key extends Required ? Key : never]: ValueOf<M[Key]>;
} & { readonly [Key in keyof M as Key extends Required ? never : Key]?: ValueOf<M[Key]> | undefined };

export type Shape = StringShape | IntegerShape | BooleanShape | BlobShape | ListShape | MapShape | StructureShape;

/** Text, of so many characters or of a pattern. */
export function string(constraints: Omit<StringShape, 'type' | 'enum'> = {}): StringShape {
  return { type: 'string', ...constraints };
}

/** An enum. */
export function oneOf<const Value extends string>(...values: readonly Value[]): StringShape<Value> {
  return { type: 'string', enum: values };
}

/** A whole number within limits. */
export function integer(constraints: Range = {}): IntegerShape {
  return { type: 'integer', ...constraints };
}

export const boolean: BooleanShape = { type: 'boolean' };

/** Bytes in Base64. */
export function blob(constraints: Pick<Range, 'max'> = {}): BlobShape {
  return { type: 'blob', ...constraints };
}

/** A list of so many members of one shape. */
export function list<Member extends Shape>(member: Member, constraints: Range = {}): ListShape<ValueOf<Member>> {
  return { type: 'list', member, ...constraints };
}

/** Values of one shape by their names. */
export function map<Value extends Shape>(
  key: StringShape,
  value: Value,
  constraints: Range = {},
): MapShape<ValueOf<Value>> {
  return { type: 'map', key, value, ...constraints };
}

/** A structure; `required` lists the members that must be there, as the API model does. */
export function structure<const M extends Members, const Required extends keyof M = never>(
  members: M,
  required: readonly Required[] = [],
): StructureShape<M, Required> {
  return { type: 'structure', members, required };
}
