/** `nodes`: which node is in which patch group; puts nodes into groups. */
import { command, group, negatable, value } from './command.js';
import { confirmationFlags, connectionFlags, hasNoScreen, requireOwnBackups } from './flags.js';
import type { GivenInstruction } from './node-instructions.js';
import { fileName, planName } from './values.js';

// Commander reads flag by flag, and the order of all of them counts.
let given = 0;

function instruction(flags: string, description: string, kind: GivenInstruction['kind']) {
  const parse = (text: string, previous: readonly GivenInstruction[] = []) => [
    ...previous,
    { kind, text, at: given++ },
  ];
  return value<readonly GivenInstruction[]>(flags, description, parse, []);
}

export const nodes = command({
  name: 'nodes',
  description: 'which node is in which patch group; puts nodes into groups',
  examples: [
    ['all of them, with their groups and windows', 'nodes'],
    ['by a tag, and all others evenly over two waves', 'nodes --assign db=tag:Role=db --spread dev,prod=ungrouped'],
    ['out of their groups', "nodes --unassign 'name:test-*' --yes"],
  ],
  hasEvents: true,
  flags: {
    instructions: group('Groups:', {
      assign: instruction(
        '--assign <group=selector>',
        'puts nodes into a group (repeatable); nodes are an id, name:PATTERN (with *), tag:KEY=VALUE, os:NAME, ungrouped or all, joined by + where all have to fit',
        'assign',
      ),
      spread: instruction(
        '--spread <groups=selector>',
        'spreads nodes evenly over groups (dev,prod=all), those of one service apart',
        'spread',
      ),
      unassign: instruction('--unassign <selector>', 'takes nodes out of their groups', 'unassign'),
      plan: value('--plan <name>', 'only groups of this plan', planName),
    }),
    ...group('Safety:', {
      /** A path, false for none, undefined for a file in the state folder. */
      backup: negatable(
        value('--backup <file>', 'where the former tags are written (default: a file in the state folder)', fileName),
        '--no-backup',
        'write no backup',
      ),
    }),
    ...confirmationFlags,
    connection: connectionFlags,
  },
  async run(options, shutdown, line) {
    const { backup, connection, isJson } = options;
    requireOwnBackups(connection, backup);
    const { plan } = options.instructions;
    const work = await import('./work.js');
    const { instructionsIn, listInPlaces, nodesJob, nodesJson, nodesText, nodesWords } = work;
    const instructions = instructionsIn(options.instructions);
    if (!hasNoScreen(options)) {
      const { openWizard } = await import('./wizard.js');
      const request = { instructions, plan, hasBackup: backup !== false, isReviewedFirst: true };
      return openWizard(options, { flow: 'home', begin: { flow: 'nodes', nodes: request }, backup }, shutdown);
    }
    const job = nodesJob({
      instructions,
      plan,
      writeBackup: backup === false ? undefined : (contents) => work.writeBackup(contents, backup),
    });
    if (instructions.length > 0) {
      const call = { instructions, plan, hasBackup: backup !== false, connection };
      return work.runInPlaces(job, nodesWords(call), { ...options, asksAtTerminal: true }, shutdown, line);
    }
    return listInPlaces(job, (each) => (isJson ? nodesJson : nodesText)(each, plan), options, shutdown, line);
  },
});
