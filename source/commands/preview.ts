/** `preview`: the next patch dates of a schedule, without an account. */
import { clock } from '../process/clock.js';
import { environment, systemTimeZone } from '../process/environment.js';
import { outPainted, output, showsColours } from '../process/streams.js';
import { command, group, value } from './command.js';
import { planFlags, scheduleFlags, taskFlags } from './plan-flags.js';
import { instantOf, integer, moment } from './values.js';

export const preview = command({
  name: 'preview',
  description: 'show the next patch dates of a schedule, without access to AWS',
  examples: [
    ['the second Tuesday at 03:00 in London', 'preview -w 2 -d tue -t 3 -z Europe/London'],
    ['the next 5 dates as JSON', 'preview --after-patch-tuesday 1 -t 22:30 --count 5 --json'],
  ],
  flags: {
    ...scheduleFlags,
    task: { durationHours: taskFlags.durationHours },
    file: planFlags.file,
    ...group('Span:', {
      from: value(
        '--from <date>',
        'first date, in ISO 8601; without an offset, it is in the time zone of the plan (default: now)',
        moment,
      ),
      count: value('--count <n>', 'number of dates (default: 20)', integer(1, 10_000), 20),
    }),
  },
  ignored: [
    '-r, --region <names>',
    '--accounts <ids>',
    '--role-name <name>',
    '--profile <name>',
    '--endpoint-url <url>',
    '--sandbox',
    '-y, --yes',
    '--dry-run',
  ],
  async run({ count, isJson, from: asked, ...options }) {
    const { defaultDocument, previewJson, previewOf, previewText, readPlanFlags, withFlags } = await import(
      './preview-parts.js'
    );
    const { flags, file } = readPlanFlags(options);
    const document = withFlags(file ?? defaultDocument(flags.plan), flags);
    const now = clock.now();
    // Runs come after an instant; a date that is asked for may be one itself.
    const from = asked ? new Date(instantOf(asked, document.timeZone) - 1) : now;
    const preview = previewOf({ document, from, now, count });
    const lines = isJson ? previewJson(preview) : previewText(preview, await style());
    for (const line of lines) (isJson ? output.out : outPainted)(line);
    return 0;
  },
});

/** Pictures have colours only where somebody sees them. */
async function style() {
  const { painted } = await import('../ui/marks.js');
  const { plain } = await import('../views/preview-pictures.js');
  const { localeOf } = await import('../schedule/picture/locale.js');
  return { locale: localeOf(environment(), systemTimeZone()), paint: showsColours() ? painted : plain };
}
