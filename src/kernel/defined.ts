/** The fields of `Fields` that may be missing where their value may be `undefined`. */
type Defined<Fields> = {
  -readonly [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  -readonly [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<
    Fields[Name],
    undefined
  >;
};

/** `Fields` whose optional fields may be `undefined` as well as missing. */
type Loose<Fields> = {
  readonly [Name in keyof Fields]: object extends Pick<Fields, Name>
    ? Fields[Name] | undefined
    : Fields[Name];
};

/** Leaves out fields that are `undefined`: an optional field is missing rather than `undefined`. */
export function defined<Fields extends object>(fields: Fields): NoInfer<Defined<Fields>>;
export function defined<Fields extends object>(fields: Loose<Fields>): Fields;
export function defined(fields: object): object {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
