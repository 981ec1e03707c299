/** `export FORMAT`: a plan in a form for other programs. */
import { UserError } from '../errors.js';
import type { ExportedPlan, ExportInput } from '../export/exporter.js';
import { type Format, type FormatFlag, formats } from '../export/formats.js';
import { partitionOfRegion } from '../plan/account/regions.js';
import { placeSets, requireOnePlace } from '../plan/account/wanted-places.js';
import { purposes } from '../plan/calls/purposes.js';
import { clock } from '../process/clock.js';
import { textOutput } from '../process/streams.js';
import { argument, command, group, toggle, value } from './command.js';
import { type ConnectionOptions, connectionFlags } from './flags.js';
import { planFlags } from './plan-flags.js';
import { fileName, purposeList } from './values.js';

export const exporting = command({
  name: 'export',
  description: 'a plan in a form for other programs',
  examples: [
    ['the plan that an account has, as a file for setup --file', 'export plan --from-account --output plan.json'],
    ['a stack that takes over what is there', 'export cloudformation --import --output patching.yaml'],
    ['dates for calendars', 'export icalendar --from-account --output patching.ics'],
    [
      'what the credentials for clean-ups and restores need',
      'export iam-policy --for cleanup,restore --region eu-west-1',
    ],
  ],
  flags: {
    format: argument(
      '<format>',
      formats.map(({ name, what }) => `${name}: ${what}`).join('; '),
      formats.map(({ name }) => name),
    ),
    ...planFlags,
    ...group('Plan:', {
      isFromAccount: toggle(
        '--from-account',
        'the plan as the account has it; other flags change single answers of it',
      ),
    }),
    ...group('Output:', {
      isImport: toggle(
        '--import',
        'cloudformation, terraform: what the account has, to be taken over as it is; several files, so it wants --output',
      ),
      isStackSet: toggle('--stack-set', 'cloudformation: with the commands for many accounts and regions'),
      purposes: value(
        '--for <commands...>',
        `iam-policy: what it has to allow: ${purposes.join(', ')}; prune is setup --prune, accounts whoever assumes the roles of --accounts (default: setup)`,
        purposeList,
      ),
      output: value('--output <file>', 'write it into this file (default: standard output)', fileName),
      isForced: toggle('--force', 'write over a file that exists'),
    }),
    connection: connectionFlags,
  },
  async run(options, shutdown) {
    const { defaultDocument, drained, exportJob, jobContext, readPlanFlags, withFlags, withPlaces, writeResults } =
      await import('./work.js');
    const { emptyResources, exportAs } = await import('../export/exporters.js');
    const { format, isForced } = options;
    const { isImport, isStackSet, purposes, output: file } = options;
    const given = { isImport, isStackSet, purposes, output: file };
    const { isFromAccount } = requireFitting(format, { ...options, ...given });
    if (isFromAccount)
      requireOnePlace(options.connection, 'What an account has is exported from one place: run it once for each.');
    const { regions, accounts } = placeSets(options.connection);
    const { flags, file: plan } = readPlanFlags(options);
    const { codec } = jobContext(shutdown);
    const write = (plan: ExportedPlan): number => {
      const where = whereOf(plan.place ? { ...plan.place, regions: [plan.place.region] } : { regions });
      const roles = accounts.map(
        (account) => `arn:${where.partition}:iam::${account}:role/${options.connection.roleName}`,
      );
      const more = { codec, now: clock.now(), options: { ...given, where: { ...where, roles } } };
      const { text, beside, notes = [] } = exportAs(format, plan, more);
      writeResults({ text, file, beside, isForced });
      for (const note of notes) textOutput.err(note);
      return 0;
    };
    if (!isFromAccount) {
      const document = withFlags(plan ?? defaultDocument(flags.plan), flags);
      return write({ document, desired: emptyResources(document, codec) });
    }
    return withPlaces(options, shutdown, async ({ open: [place] }) => {
      if (!place) throw new Error('no place was opened');
      const job = exportJob(flags.plan ?? 'default', flags);
      const planned = await drained(job.plan(place, jobContext(shutdown)));
      return write({ ...planned.plan, place: planned.place });
    });
  },
});

/** Where a plan is for, as far as it is known. */
export function whereOf({ account, regions }: { readonly account?: string; readonly regions: readonly string[] }) {
  const partition = partitionOfRegion(regions[0] ?? '');
  return { partition, regions, ...(account !== undefined && { account }) };
}

interface Given extends Pick<ExportInput['options'], 'isImport' | 'isStackSet' | 'purposes' | 'output'> {
  readonly isFromAccount: boolean;
  readonly connection: ConnectionOptions;
}

/**
 * Whether the account is asked.
 * @throws UserError for a flag that is not for the format, and for one that another has to stand beside
 */
function requireFitting(
  name: string,
  { isFromAccount, isImport, isStackSet, purposes, output: file, connection }: Given,
) {
  const flags: readonly FormatFlag[] = (formats as readonly Format[]).find((each) => each.name === name)?.flags ?? [];
  const given: readonly (readonly [FormatFlag, boolean])[] = [
    ['--import', isImport],
    ['--stack-set', isStackSet],
    ['--for', purposes !== undefined],
  ];
  for (const [flag, isGiven] of given) {
    if (!isGiven || flags.includes(flag)) continue;
    const takers = (formats as readonly Format[]).filter((each) => each.flags.includes(flag)).map((each) => each.name);
    throw usage(`export ${name} has no ${flag}.`, `Leave it out; it is for ${takers.join(' and ')}.`);
  }
  if (isImport && isStackSet)
    throw usage(
      '--import takes over what is in one account, and --stack-set is for many; both were given.',
      'Leave out one of the two.',
    );
  if (purposes?.includes('accounts') && connection.accounts === undefined)
    throw usage('A policy for accounts names the roles.', 'Give --accounts ID,ID and --role-name NAME.');
  if (isImport && file === undefined)
    throw usage('--import writes several files.', 'Say where the first goes with --output; the others come beside it.');
  return { isFromAccount: isFromAccount || isImport };
}

function usage(message: string, nextStep: string): UserError {
  return new UserError(message, { code: 'usage', nextSteps: [nextStep] });
}
