/** The baseline question: systems are ticked, and each has its rules by arrows, digits or a file. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BaselineDefinition,
  type OperatingSystem,
  operatingSystems,
} from '../../../../source/plan/baseline/baseline.js';
import { hasApprovalDelay } from '../../../../source/plan/baseline/operating-system.js';
import { baselineOf, systemOf } from '../../../../source/plan/intent/baseline-choice.js';
import type { BaselineChoice, FileRules } from '../../../../source/plan/intent/document.js';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import {
  type BaselineQuestion,
  type BaselineQuestionEvent,
  baselineRows,
  chosenBaselines,
  explainBaseline,
  initialBaselineQuestion,
  offeredRules,
  reduceBaselineQuestion,
} from '../../../../source/ui/flows/setup/baseline-question.js';
import { codec } from '../../../helpers/codec.js';
import { node } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { anyDefinition, anyDocument, withDigests } from '../../../plan/intent/arbitraries.js';

const { baselines } = defaultDocument();
const initial = initialBaselineQuestion({ baselines });

function after(state: BaselineQuestion, ...events: BaselineQuestionEvent[]): BaselineQuestion {
  return events.reduce(reduceBaselineQuestion, state);
}

const toggle: BaselineQuestionEvent = { type: 'toggle' };
const right: BaselineQuestionEvent = { type: 'rules', by: 1 };
const left: BaselineQuestionEvent = { type: 'rules', by: -1 };

function at(os: OperatingSystem): BaselineQuestionEvent {
  return { type: 'at', os };
}

function baselineAnswers(state: BaselineQuestion): readonly BaselineChoice[] {
  return chosenBaselines(state, { document: { baselines: [] } }).answers.baselines ?? [];
}

function digits(text: string): BaselineQuestionEvent[] {
  return [...text].map((digit) => ({ type: 'digit', digit }));
}

function on(os: OperatingSystem, state = initial): BaselineQuestion {
  return after(state, at(os));
}

/** The rules of the system under the cursor, in words. */
function rulesHere(state: BaselineQuestion): string {
  return baselineRows(state, []).find(({ os }) => os === state.at)?.rules ?? '';
}

const security = { PatchFilters: [{ Key: 'CLASSIFICATION' as const, Values: ['Security'] }] };
const file: BaselineDefinition = {
  ...{ OperatingSystem: 'AMAZON_LINUX_2023', Name: 'web-tier' },
  ApprovalRules: { PatchRules: [{ PatchFilterGroup: security, ApproveAfterDays: 2 }] },
};
const fileEvent: BaselineQuestionEvent = { type: 'file', fileName: 'web.json', definition: file };

describe('the question', () => {
  it('begins with what was answered, on the first system of it', () => {
    expect(baselineAnswers(initial)).toEqual(baselines);
    expect(initial.at).toBe('WINDOWS');
    const debian = initialBaselineQuestion({ baselines: [{ kind: 'aws-rules', os: 'DEBIAN' }] });
    expect(debian.at).toBe('DEBIAN');
    expect(initialBaselineQuestion({ baselines: [] }).at).toBe('WINDOWS');
  });

  it('gives any answers back, in the order of the list', () =>
    forAll([anyDocument], (document) => {
      // Of rules of files also where the account has only their digests.
      for (const { baselines: answers } of [document, withDigests(document, codec)]) {
        expect(baselineAnswers(initialBaselineQuestion({ baselines: answers }))).toEqual(answers);
      }
    }));

  it('has a row for each system, with the nodes that run it', () => {
    const nodes = [
      node('i-1', 'Microsoft Windows Server 2022 Datacenter'),
      node('i-2', 'Ubuntu', '22.04'),
      node('i-3', 'Ubuntu', '24.04'),
      node('i-4', 'Bottlerocket'),
    ];
    const rows = baselineRows(initial, nodes);
    expect(rows).toHaveLength(operatingSystems.length);
    expect(rows.filter((row) => row.nodes !== '').map(({ label, nodes: count }) => [label, count])).toEqual([
      ['Windows Server', '1 node'],
      ['Ubuntu Server', '2 nodes'],
    ]);
    expect(rows.filter(({ isChosen }) => isChosen).map(({ label }) => label)).toEqual(['Windows Server']);
  });
});

describe('ticking', () => {
  it('adds and takes away the system under the cursor', () => {
    const two = after(on('SUSE'), toggle);
    expect(baselineAnswers(two).map(systemOf)).toEqual(['WINDOWS', 'SUSE']);
    expect(baselineAnswers(after(two, toggle))).toEqual(baselines);
  });

  it('is done by choosing rules, too', () => {
    for (const event of [right, digits('9'), fileEvent].flat()) {
      const [, chosen] = baselineAnswers(after(on('AMAZON_LINUX_2023'), event)).map(systemOf);
      expect(chosen).toBe('AMAZON_LINUX_2023');
    }
  });
});

/** What the list says of the system under the cursor. */
const own = "AWS's rules, after 7 days";
const but = (days: string) => `AWS's rules, but ${days}`;

describe('the rules of the system under the cursor', () => {
  it('are gone through by the arrow keys, which stop at the ends', () => {
    const seen = [on('SUSE')];
    for (let pressed = 0; pressed < 9; pressed += 1) seen.push(after(seen.at(-1) ?? initial, right));
    const delays = ['immediately', ...[3, 5, 10, 14, 21, 28, 28, 28].map((days) => `after ${days} days`)];
    expect(seen.map(rulesHere)).toEqual([own, ...delays.map(but)]);
  });

  it.each<[OperatingSystem, BaselineQuestionEvent[], string]>([
    ['SUSE', [left], own],
    ['SUSE', [right, right, left], but('immediately')],
    // From a delay that is not offered to AWS's rules.
    ['SUSE', [...digits('9'), right], own],
    ['SUSE', digits('0'), but('immediately')],
    ['SUSE', digits('1'), but('after 1 day')],
    ['SUSE', digits('12'), but('after 12 days')],
    ['SUSE', digits('05'), but('after 5 days')],
    ['SUSE', digits('7'), own],
    ['SUSE', digits('360'), but('after 360 days')],
    // 361 days are none: the last digit that fits counts.
    ['SUSE', digits('361'), but('after 36 days')],
    ['SUSE', digits('9999'), but('after 99 days')],
    // A new number begins after a move and after an arrow.
    ['SUSE', [...digits('1'), at('WINDOWS'), at('SUSE'), ...digits('4')], but('after 4 days')],
    ['SUSE', [...digits('1'), right, ...digits('4')], but('after 4 days')],
    // They are kept while it is off.
    ['SUSE', [...digits('9'), toggle, toggle], but('after 9 days')],
    ['WINDOWS', [], "the scripts' Windows-0day-Important"],
    ['WINDOWS', [left], but('after 28 days')],
    // A file leads to its system, and is offered besides the other rules from then on, until another one comes.
    ['WINDOWS', [fileEvent], 'web-tier, from web.json'],
    ['WINDOWS', [fileEvent, left], but('after 28 days')],
    ['WINDOWS', [fileEvent, left, right], 'web-tier, from web.json'],
    ['WINDOWS', [fileEvent, right], 'web-tier, from web.json'],
    ['WINDOWS', [fileEvent, { ...fileEvent, fileName: 'b.json' }], 'web-tier, from b.json'],
    // No delay where it has no effect.
    ['DEBIAN', [], "AWS's rules, immediately"],
    ['DEBIAN', [right], "AWS's rules, immediately"],
    ['UBUNTU', digits('5'), "AWS's rules, immediately"],
  ])('%s after %j: %s', (os, events, words) => {
    expect(rulesHere(after(on(os), ...events))).toBe(words);
  });

  it('are the scripts’ own for Windows alone', () => {
    const withScripts = operatingSystems.filter((os) => offeredRules(os).some(({ kind }) => kind === 'zero-day'));
    expect(withScripts).toEqual(['WINDOWS']);
  });

  it('are those of a file of an answer again', () => {
    const known = (rules: FileRules) =>
      initialBaselineQuestion({ baselines: [{ kind: 'file', fileName: 'web.json', rules }] });
    expect(rulesHere(after(known({ definition: file }), left, right))).toBe('web-tier, from web.json');
    // Where only its digest is known it stays, and can be replaced by itself.
    const digest = known({ digest: 'ab', operatingSystem: 'AMAZON_LINUX_2023' });
    expect(rulesHere(after(digest, left, right))).toBe('from web.json, as in the account');
    expect(explainBaseline(digest)).toContain('stay as they are there');
    expect(rulesHere(after(digest, fileEvent))).toBe('web-tier, from web.json');
  });

  it('of a file are taken as they are', () =>
    forAll([fc.constantFrom(...operatingSystems).chain(anyDefinition)], (definition) => {
      const state = after(initial, { type: 'file', fileName: 'a.json', definition });
      expect(baselineAnswers(state).map(baselineOf)).toContainEqual(definition);
    }));

  it('are told below: what they approve, and where they come from', () => {
    expect(explainBaseline(on('SUSE'))).toMatch(
      /^Approves: .*7 days.* Based on AWS-SuseDefaultPatchBaseline, in your own baseline/,
    );
    expect(explainBaseline(on('WINDOWS'))).toMatch(/^Approves: .*Important.*\. Severity Critical is not approved/);
    const withFile = explainBaseline(after(initial, fileEvent));
    expect(withFile).toMatch(/^Approves: All security updates, 2 days/);
    expect(withFile).not.toContain('in your own baseline');
  });
});

it('whatever is pressed, each ticked system has one answer of its own, with a delay that AWS takes', () => {
  const anyEvent = fc.constantFrom(
    toggle,
    right,
    left,
    ...operatingSystems.map(at),
    fileEvent,
    ...digits('0123456789'),
  );
  return forAll([fc.array(anyEvent, { maxLength: 40 })], (events) => {
    const state = after(initial, ...events);
    const answers = baselineAnswers(state);
    expect(answers.map(systemOf)).toEqual(operatingSystems.filter((os) => state.chosen.has(os)));
    for (const choice of answers) {
      if (choice.kind !== 'aws-rules' || choice.approveAfterDays === undefined) continue;
      expect(hasApprovalDelay(choice.os)).toBe(true);
      expect(choice.approveAfterDays).toBeLessThanOrEqual(360);
    }
    expect(baselineAnswers(initialBaselineQuestion({ baselines: answers }))).toEqual(answers);
  });
});
