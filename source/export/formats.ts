/** The formats of `export`: one list for the command line, its help, completion and the wizard. Loaded early, so it is data alone. */

/** Flags that only some formats take. */
export type FormatFlag = '--import' | '--stack-set' | '--for';

export interface Format {
  readonly name: string;
  /** What it is, for lists. */
  readonly what: string;
  /** Of its files, without the dot. */
  readonly extension: string;
  /** The flags of `export` that are for it, besides those of a plan and of the output. */
  readonly flags: readonly FormatFlag[];
}

export const formats = [
  { name: 'plan', what: 'a plan document for setup --file', extension: 'json', flags: [] },
  {
    name: 'cloudformation',
    what: 'a template for a stack or stack set',
    extension: 'yaml',
    flags: ['--import', '--stack-set'],
  },
  { name: 'terraform', what: 'a configuration for the AWS provider', extension: 'tf', flags: ['--import'] },
  { name: 'icalendar', what: 'patch dates for calendar apps', extension: 'ics', flags: [] },
  { name: 'aws-cli', what: 'a script for the AWS CLI', extension: 'sh', flags: [] },
  { name: 'iam-policy', what: 'only the permissions that a command needs', extension: 'json', flags: ['--for'] },
] as const satisfies readonly Format[];

export type FormatName = (typeof formats)[number]['name'];

/** `web.yaml`, for a plan in a format: what is proposed; where two formats have one extension, the later one has its name in it. */
export function proposedFile(plan: string, { name, extension }: Format): string {
  const first = formats.find((format) => format.extension === extension);
  return first?.name === name ? `${plan}.${extension}` : `${plan}.${name}.${extension}`;
}
