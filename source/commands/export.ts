/** `export FORMAT`: a plan in a form for other programs. */
import type { PlanDocument } from '../plan/intent/document.js';
import { argument, command, group, toggle, value } from './command.js';
import { connectionFlags } from './flags.js';
import { planFlags } from './plan-flags.js';
import { fileName } from './values.js';

export const exporting = command({
  name: 'export',
  description: 'a plan as a document that setup --file reads',
  flags: {
    format: argument('<format>', 'the form', ['plan']),
    ...planFlags,
    ...group('Plan:', {
      isFromAccount: toggle(
        '--from-account',
        'the plan as the account has it; other flags change single answers of it',
      ),
    }),
    ...group('Output:', {
      output: value('--output <file>', 'write it into this file (default: standard output)', fileName),
      isForced: toggle('--force', 'write over a file that exists'),
    }),
    connection: connectionFlags,
  },
  async run(options, shutdown) {
    const {
      defaultDocument,
      drained,
      exportJob,
      jobContext,
      printDocument,
      readPlanFlags,
      withFlags,
      withPlaces,
      writeResult,
    } = await import('./work.js');
    const { flags, file } = readPlanFlags(options);
    const write = (base: PlanDocument): number => {
      writeResult(printDocument(withFlags(base, flags)), options.output, options.isForced);
      return 0;
    };
    if (!options.isFromAccount) return write(file ?? defaultDocument(flags.plan));
    return withPlaces(options, shutdown, async (places) => {
      const planned = await drained(exportJob(flags.plan ?? 'default').plan(places, jobContext(shutdown)));
      return Math.max(...planned.map(({ plan }) => write(plan)));
    });
  },
});
