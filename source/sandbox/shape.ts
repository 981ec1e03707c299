/** The building blocks of the constraint table: shapes as the API model has them, and the TypeScript types that they describe. */

export interface StringShape<Value extends string = string> {
  readonly type: 'string';
  /** Length in characters (Unicode code points). */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Has to match the whole value. */
  readonly pattern?: string | undefined;
  readonly enum?: readonly Value[] | undefined;
  /** Never shown in a message (the model's trait of that name). */
  readonly sensitive?: true | undefined;
}

export interface IntegerShape {
  readonly type: 'integer';
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface BooleanShape {
  readonly type: 'boolean';
}

/** Base64 text; `max` counts the decoded bytes. */
export interface BlobShape {
  readonly type: 'blob';
  readonly max?: number | undefined;
}

export interface ListShape<Member extends Shape = Shape> {
  readonly type: 'list';
  readonly member: Member;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface MapShape<Value extends Shape = Shape> {
  readonly type: 'map';
  readonly key: StringShape;
  readonly value: Value;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface StructureShape<
  Members extends Readonly<Record<string, Shape>> = Readonly<Record<string, Shape>>,
  Required extends keyof Members = keyof Members,
> {
  readonly type: 'structure';
  readonly members: Members;
  readonly required: readonly Required[];
}

export type Shape = StringShape | IntegerShape | BooleanShape | BlobShape | ListShape | MapShape | StructureShape;

type Flat<Type> = { [Key in keyof Type]: Type[Key] };

/** The value that a shape lets through. */
export type ValueOf<S> =
  S extends StringShape<infer Value>
    ? Value
    : S extends IntegerShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends BlobShape
          ? string
          : S extends ListShape<infer Member>
            ? readonly ValueOf<Member>[]
            : S extends MapShape<infer Value>
              ? Readonly<Record<string, ValueOf<Value>>>
              : S extends StructureShape<infer Members, infer Required>
                ? Flat<
                    { readonly [Key in Required]: ValueOf<Members[Key]> } & {
                      readonly [Key in Exclude<keyof Members, Required>]?: ValueOf<Members[Key]> | undefined;
                    }
                  >
                : never;

interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** Text, of so many characters or of a pattern. */
export function string(
  constraints: Range & { readonly pattern?: string; readonly sensitive?: true } = {},
): StringShape {
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
export function blob(constraints: { readonly max?: number } = {}): BlobShape {
  return { type: 'blob', ...constraints };
}

/** A list of so many members of one shape. */
export function list<Member extends Shape>(member: Member, constraints: Range = {}): ListShape<Member> {
  return { type: 'list', member, ...constraints };
}

/** Values of one shape by their names. */
export function map<Value extends Shape>(key: StringShape, value: Value, constraints: Range = {}): MapShape<Value> {
  return { type: 'map', key, value, ...constraints };
}

/** A structure; `required` lists the members that must be there, as the API model does. */
export function structure<
  const Members extends Readonly<Record<string, Shape>>,
  const Required extends keyof Members = never,
>(members: Members, required: readonly Required[] = []): StructureShape<Members, Required> {
  return { type: 'structure', members, required };
}
