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
  description: 'write a plan in a format for other tools',
  examples: [
    ['the plan in an account, as a file for setup --file', 'export plan --from-account --output plan.json'],
    ['a stack that takes over what exists', 'export cloudformation --import --output patching.yaml'],
    ['patch dates for a calendar', 'export icalendar --from-account --output patching.ics'],
    ['the permissions that clean-ups and restores need', 'export iam-policy --for cleanup,restore --region eu-west-1'],
  ],
  flags: {
    format: argument(
      '<format>',
      formats.map(({ name, what }) => `${name}: ${what}`).join('\n'),
      formats.map(({ name }) => name),
    ),
    ...planFlags,
    ...group('Plan:', {
      isFromAccount: toggle('--from-account', 'use the plan in the account; other flags change single answers'),
    }),
    ...group('Output:', {
      isImport: toggle(
        '--import',
        'take over what the account has, as it is (cloudformation, terraform); writes several files, so it needs --output',
      ),
      isStackSet: toggle('--stack-set', 'add the commands for many accounts and regions (cloudformation)'),
      purposes: value(
        '--for <commands...>',
        `what the policy must allow (iam-policy): ${purposes.join(', ')}; prune means setup --prune, accounts means assuming the roles of --accounts (default: setup)`,
        purposeList,
      ),
      output: value('--output <file>', 'file to write (default: standard output)', fileName),
      isForced: toggle('--force', 'overwrite existing files'),
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
      requireOnePlace(options.connection, 'An export reads one account and region. Run it once for each.');
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
    throw usage(`export ${name} does not support ${flag}.`, `Leave it out. It is for ${takers.join(' and ')}.`);
  }
  if (isImport && isStackSet)
    throw usage(
      '--import and --stack-set cannot be combined: --import is for one account, --stack-set for many.',
      'Leave out one of them.',
    );
  if (purposes?.includes('accounts') && connection.accounts === undefined)
    throw usage('--for accounts needs the accounts and the role.', 'Add --accounts ID,ID and --role-name NAME.');
  if (isImport && file === undefined)
    throw usage(
      '--import writes several files, so it needs --output.',
      'Name the first file with --output. The others are written next to it.',
    );
  return { isFromAccount: isFromAccount || isImport };
}

function usage(message: string, nextStep: string): UserError {
  return new UserError(message, { code: 'usage', nextSteps: [nextStep] });
}
