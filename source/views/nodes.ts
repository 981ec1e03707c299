/** What `nodes` says: the nodes as they are, what changes of their tags, and the end with the commands after it. */

import { type NodesJobPlan, type NodesPlaceEnd, nodePlace } from '../jobs/nodes.js';
import { tagCommands } from '../plan/account/aws-commands.js';
import { restoreCommand } from '../plan/intent/command-line.js';
import type { NodeChange } from '../plan/nodes/change.js';
import { nodesDocument, nodesText as nodesTable } from '../plan/nodes/document.js';
import { type NodesCommand, nodesCommand } from '../plan/nodes/instruction-text.js';
import { nameOf } from '../plan/nodes/services.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { jsonLine, whereMembers } from './json.js';
import { type PlacedPlan, type RunWords, reached } from './run.js';
import { commandText, findingText, placeLine, undoneText } from './text.js';

/** How `nodes` was called. */
export interface NodesCall extends NodesCommand {
  readonly hasBackup: boolean;
}

type Looked = PlacedPlan<Pick<NodesJobPlan, 'account' | 'fleet'>>;

/** The nodes of a place as one document. */
export function nodesJson({ place, plan }: Looked, only?: string): string[] {
  return [jsonLine({ ...whereMembers(place), ...nodesDocument({ ...plan, plan: only }, place) })];
}

/** The nodes of a place as a table, with what is wrong. */
export function nodesText({ place, plan }: Looked, only?: string): string[] {
  return [placeLine(place), ...nodesTable({ ...plan, plan: only })];
}

/** The words of nodes that are put into groups. */
export function nodesWords(call: NodesCall): RunWords<NodesJobPlan, NodesPlaceEnd> {
  return {
    confirm: 'To change these tags, run it again with --yes.',
    plan: (plan) => planText(plan, call),
    whyNothing: ({ findings }) =>
      findings.some(({ code }) => code === 'tag-quota')
        ? 'the other nodes have no room for a tag, see above'
        : 'the nodes are already as you want them',
    question: ({ isEveryNode, fleet }) =>
      isEveryNode ? `This selects all ${fleet.nodes.length} nodes here. Type yes again to confirm:` : undefined,
    report: (end) => reportText(end, call),
    nextSteps: (end) => (end.isComplete ? [] : [again(call, end.place), ...commandsLeft(end, call)]),
    planMembers: ({ changes }) => ({
      nodes: changes.map(({ id, tagKey, before, after }) => ({ id, tagKey, before, after })),
    }),
    summaryMembers: (_, end) =>
      end ? { backup: end.backupFile, unchanged: end.unchanged?.map(({ id }) => id) ?? null } : {},
  };
}

/** Nodes of one group that a person reads. */
const mostNodes = 30;

function planText(plan: NodesJobPlan, { hasBackup }: NodesCall): string[] {
  const { changes, kept, findings, fleet } = plan;
  const nodes = new Set(changes.map(({ id }) => id)).size;
  const names = [...plan.groups.map(({ name }) => name), null];
  return [
    `${nodes} of ${counted(fleet.nodes.length, 'node')} to change, ${kept} kept`,
    ...names.flatMap((group) => {
      const own = changes.filter(({ after }) => after === group);
      if (own.length === 0) return [];
      const more = own.length - mostNodes;
      return [
        '',
        `${group === null ? 'In no group' : `In group ${printable(group)}`}: ${counted(own.length, 'node')}`,
        ...columns(own.slice(0, mostNodes).map(changeRow)).map((line) => `  ${line}`),
        ...(more > 0 ? [`  and ${more} more (--json lists all)`] : []),
      ];
    }),
    ...(findings.length > 0 ? ['', ...findings.flatMap(findingText)] : []),
    ...(hasBackup || changes.length === 0 ? [] : ['No backup will be written.']),
    '',
  ];
}

function changeRow({ node, tagKey, before, after }: NodeChange): string[] {
  const values = `${before ?? '–'} → ${after ?? '–'}`;
  return [node.id, nameOf(node) ?? '', `${tagKey}: ${values}`].map(printable);
}

function reportText(end: NodesPlaceEnd, call: NodesCall): string[] {
  const { plan, place, state, isComplete, unchanged, backupFile } = end;
  const { changes, kept } = plan;
  const done = unchanged && changes.length - unchanged.length;
  const count = done === undefined ? `${state.succeeded} of ${counted(state.total, 'call')}` : counted(done, 'tag');
  return [
    '',
    `${isComplete ? 'Done' : 'Not complete'}: ${count} changed, ${counted(kept, 'node')} kept.`,
    ...undoneText(state, 'unchanged or only partly changed'),
    ...(unchanged === undefined ? ['! Tags could not be read again, so the result is not verified.'] : []),
    ...(unchanged && unchanged.length > 0
      ? [
          `! Not changed: ${counted(unchanged.length, 'tag')}`,
          ...columns(unchanged.slice(0, mostNodes).map(changeRow)).map((line) => `  ${line}`),
        ]
      : []),
    ...(isComplete && changes.length > 0 ? ['Verified: the tags are as planned.'] : []),
    ...(isComplete ? [] : commandText('To continue with what is left:', again(call, place))),
    ...(isComplete ? [] : commandText('Or, run by someone who is allowed to tag them:', ...commandsLeft(end, call))),
    ...(backupFile
      ? ['', ...commandText('To restore the previous tags:', restoreCommand(backupFile, reached(call, place)))]
      : []),
  ];
}

/** Commands of the AWS CLI for exactly the nodes that are not as they should be. */
function commandsLeft({ unchanged, plan, place }: NodesPlaceEnd, call: NodesCall): string[] {
  return tagCommands(unchanged ?? plan.changes, nodePlace(place), reached(call, place));
}

/** The same once more: what is done already is kept. */
function again(call: NodesCall, place: NodesPlaceEnd['place']): string {
  return nodesCommand({ ...call, connection: reached(call, place) });
}
