/** A selector that fits no node: what is wrong with it, and what would fit. */
import { UserError } from '../../errors.js';
import type { Fleet, FleetNode } from '../account/fleet.js';
import { operatingSystemOfNode } from '../baseline/operating-system.js';
import { systemWord } from '../intent/baseline-choice.js';
import { nearestWords } from '../text/spelling.js';
import type { Selector, Term } from './instruction.js';
import { selected, selectorText } from './selector.js';
import { nameOf } from './services.js';

/**
 * Does nothing for a selector that fits no node only because all that it means are in a group already.
 * @throws UserError that says what would fit
 */
export function requireFitting(selector: Selector, fleet: Fleet): void {
  const { nodes, tagsRefused } = fleet;
  if (nodes.length === 0) {
    throw new UserError('Systems Manager lists no nodes in this account and region.', {
      code: 'no-nodes',
      nextSteps: ['Stopped nodes are not listed. Running nodes need the SSM agent and a role, or an activation.'],
    });
  }
  const others = selector.filter(({ kind }) => kind !== 'ungrouped');
  if (selected(others, nodes).length > 0) return;
  const alone = others.find((term) => selected([term], nodes).length === 0);
  const text = selectorText(selector);
  const isTag = others.some(({ kind }) => kind === 'tag');
  throw new UserError(
    alone
      ? `No node matches ${selectorText([alone])}.`
      : `No node matches all of ${text}, although some match each part.`,
    {
      code: 'selector-fits-nothing',
      ...(isTag && tagsRefused && { detail: `Tags could not be read: ${tagsRefused.title}` }),
      nextSteps: isTag && tagsRefused ? tagsRefused.nextSteps : alone ? fitting(alone, nodes) : [],
    },
  );
}

/** What would fit in place of a term. */
function fitting(term: Term, nodes: readonly FleetNode[]): string[] {
  switch (term.kind) {
    case 'ids':
      return ['Stopped and deleted nodes are not listed. To see the others: ssm-patch-wizard nodes'];
    case 'name':
      return nearest(
        'Names',
        term.pattern.replaceAll('*', ''),
        nodes.flatMap((node) => nameOf(node) ?? []),
        'name:',
      );
    case 'tag': {
      const values = nodes.flatMap(({ tags }) => tags[term.key] ?? []);
      if (values.length > 0) return nearest(`Values of ${term.key}`, term.value, values, `tag:${term.key}=`);
      const keys = nodes.flatMap(({ tags }) => Object.keys(tags)).filter((key) => !key.startsWith('aws:'));
      return nearest('Tag keys', term.key, keys, 'tag:', `=${term.value}`);
    }
    case 'os': {
      const systems = nodes.flatMap((node) => operatingSystemOfNode(node) ?? []).map(systemWord);
      return nearest('Systems', term.name, systems, 'os:');
    }
    default:
      return [];
  }
}

function nearest(what: string, word: string, candidates: readonly string[], before: string, after = ''): string[] {
  const known = [...new Set(candidates)].sort();
  const [near] = nearestWords(word, known);
  const some = known.length > 12 ? `${known.slice(0, 12).join(', ')} and ${known.length - 12} more` : known.join(', ');
  return [
    ...(near ? [`Did you mean ${before}${near}${after}?`] : []),
    ...(known.length > 0 ? [`${what} here: ${some}.`] : []),
  ];
}
