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
  description: 'list nodes and their patch groups, or put nodes into groups',
  examples: [
    ['all nodes, with their groups and windows', 'nodes'],
    [
      'one group by a tag, and all other nodes spread evenly over two waves',
      'nodes --assign db=tag:Role=db --spread dev,prod=ungrouped',
    ],
    ['take nodes out of their groups', "nodes --unassign 'name:test-*' --yes"],
  ],
  hasEvents: true,
  flags: {
    instructions: group('Groups:', {
      assign: instruction(
        '--assign <group=selector>',
        'put nodes into a group (repeatable); select nodes by an id, name:PATTERN (with *), tag:KEY=VALUE, os:NAME, ungrouped or all; conditions joined by + must all match',
        'assign',
      ),
      spread: instruction(
        '--spread <groups=selector>',
        'spread nodes evenly over groups and keep nodes of one service apart: dev,prod=all (repeatable)',
        'spread',
      ),
      unassign: instruction('--unassign <selector>', 'take nodes out of their groups', 'unassign'),
      plan: value('--plan <name>', "only this plan's groups", planName),
    }),
    ...group('Safety:', {
      /** A path, false for none, undefined for a file in the state folder. */
      backup: negatable(
        value('--backup <file>', 'where to write the previous tags (default: a file in the state folder)', fileName),
        '--no-backup',
        'do not write a backup',
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
      return work.runInPlaces(job, nodesWords(call), options, shutdown, line);
    }
    return listInPlaces(job, (each) => (isJson ? nodesJson : nodesText)(each, plan), options, shutdown, line);
  },
});
