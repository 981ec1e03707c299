/** The baseline question: systems are ticked, and each has its rules by arrows, digits or a file. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InventoryNode } from '../../../../source/plan/account/inventory.js';
import {
  type BaselineDefinition,
  type OperatingSystem,
  operatingSystems,
} from '../../../../source/plan/baseline/baseline.js';
import { hasApprovalDelay } from '../../../../source/plan/baseline/operating-system.js';
import { baselineOf, systemOf } from '../../../../source/plan/intent/baseline-choice.js';
import type { BaselineChoice } from '../../../../source/plan/intent/document.js';
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
import { anyDefinition, anyDocument, withDigests } from '../../../plan/intent/arbitraries.js';

const { baselines } = defaultDocument();
const initial = initialBaselineQuestion({ baselines });

function after(state: BaselineQuestion, ...events: BaselineQuestionEvent[]): BaselineQuestion {
  return events.reduce(reduceBaselineQuestion, state);
}

const toggle: BaselineQuestionEvent = { type: 'toggle' };
const right: BaselineQuestionEvent = { type: 'rules', by: 1 };
const left: BaselineQuestionEvent = { type: 'rules', by: -1 };
const down: BaselineQuestionEvent = { type: 'move', move: 'down', visible: 5 };
const up: BaselineQuestionEvent = { type: 'move', move: 'up', visible: 5 };

function baselineAnswers(state: BaselineQuestion, before: readonly BaselineChoice[] = []): readonly BaselineChoice[] {
  return chosenBaselines(state, { document: { baselines: before } }).answers.baselines ?? [];
}

function digits(text: string): BaselineQuestionEvent[] {
  return [...text].map((digit) => ({ type: 'digit', digit }));
}

function on(os: OperatingSystem, state = initial): BaselineQuestion {
  return { ...state, cursor: operatingSystems.indexOf(os) };
}

/** The rules of the system under the cursor, in words. */
function rulesHere(state: BaselineQuestion): string {
  return baselineRows(state, [])[state.cursor]?.rules ?? '';
}

const file: BaselineDefinition = {
  OperatingSystem: 'AMAZON_LINUX_2023',
  Name: 'web-tier',
  ApprovalRules: {
    PatchRules: [
      { PatchFilterGroup: { PatchFilters: [{ Key: 'CLASSIFICATION', Values: ['Security'] }] }, ApproveAfterDays: 2 },
    ],
  },
};
const fileEvent: BaselineQuestionEvent = { type: 'file', fileName: 'web.json', definition: file };

describe('the question', () => {
  it('begins with what was answered, on the first system of it', () => {
    expect(baselineAnswers(initial)).toEqual(baselines);
    expect(operatingSystems[initial.cursor]).toBe('WINDOWS');
    const debian = initialBaselineQuestion({ baselines: [{ kind: 'aws-rules', os: 'DEBIAN' }] });
    expect(operatingSystems[debian.cursor]).toBe('DEBIAN');
    expect(initialBaselineQuestion({ baselines: [] }).cursor).toBe(0);
  });

  it('gives any answers back, in the order of the list', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        // Of rules of files also where the account has only their digests.
        for (const { baselines: answers } of [document, withDigests(document, codec)]) {
          expect(baselineAnswers(initialBaselineQuestion({ baselines: answers }))).toEqual(answers);
        }
      }),
    );
  });

  it('has a row for each system, with the nodes that run it', () => {
    const platforms: Omit<InventoryNode, 'id' | 'isOnline'>[] = [
      { platformName: 'Microsoft Windows Server 2022 Datacenter', platformType: 'Windows' },
      { platformName: 'Ubuntu', platformType: 'Linux', platformVersion: '22.04' },
      { platformName: 'Ubuntu', platformType: 'Linux', platformVersion: '24.04' },
      { platformName: 'Bottlerocket', platformType: 'Linux' },
    ];
    const nodes = platforms.map((platform, index) => ({ ...platform, id: `i-${index}`, isOnline: true }));
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

  it('keeps the rules of a system that is off for a while', () => {
    const state = after(on('SUSE'), ...digits('9'), toggle, toggle);
    expect(rulesHere(state)).toBe("AWS's rules, but after 9 days");
  });
});

describe('the arrow keys', () => {
  it('go through the rules that are offered and stop at the ends', () => {
    const seen = [rulesHere(after(on('SUSE'), left))];
    let state = on('SUSE');
    for (let pressed = 0; pressed < 10; pressed += 1) {
      state = after(state, right);
      seen.push(rulesHere(state));
    }
    expect(seen).toEqual([
      "AWS's rules, after 7 days",
      "AWS's rules, but at once",
      "AWS's rules, but after 3 days",
      "AWS's rules, but after 5 days",
      "AWS's rules, but after 10 days",
      "AWS's rules, but after 14 days",
      "AWS's rules, but after 21 days",
      "AWS's rules, but after 28 days",
      "AWS's rules, but after 28 days",
      "AWS's rules, but after 28 days",
      "AWS's rules, but after 28 days",
    ]);
    expect(rulesHere(after(state, left))).toBe("AWS's rules, but after 21 days");
  });

  it('offer the scripts’ own baseline for Windows alone', () => {
    const withScripts = operatingSystems.filter((os) => offeredRules(os).some(({ kind }) => kind === 'zero-day'));
    expect(withScripts).toEqual(['WINDOWS']);
    expect(rulesHere(on('WINDOWS'))).toBe("the scripts' Windows-0day-Important");
    expect(rulesHere(after(on('WINDOWS'), left))).toBe("AWS's rules, but after 28 days");
  });

  it('offer no delay where it has no effect', () => {
    expect(offeredRules('DEBIAN')).toEqual([{ kind: 'aws-rules', os: 'DEBIAN' }]);
    expect(rulesHere(on('DEBIAN'))).toBe("AWS's rules, at once");
  });

  it('choose the system too', () => {
    expect(after(on('SUSE'), right).chosen.has('SUSE')).toBe(true);
  });

  it('lead from a delay that is not offered to AWS’s rules', () => {
    expect(rulesHere(after(on('SUSE'), ...digits('9'), right))).toBe("AWS's rules, after 7 days");
  });
});

describe('digits', () => {
  it.each<[string, string]>([
    ['0', "AWS's rules, but at once"],
    ['1', "AWS's rules, but after 1 day"],
    ['12', "AWS's rules, but after 12 days"],
    ['05', "AWS's rules, but after 5 days"],
    ['7', "AWS's rules, after 7 days"],
    ['360', "AWS's rules, but after 360 days"],
    // 361 days are none: the last digit that fits counts.
    ['361', "AWS's rules, but after 36 days"],
    ['9999', "AWS's rules, but after 99 days"],
  ])('%s: %s', (text, words) => {
    const state = after(on('SUSE'), ...digits(text));
    expect(rulesHere(state)).toBe(words);
    expect(state.chosen.has('SUSE')).toBe(true);
  });

  it.each<[string, BaselineQuestionEvent[]]>([
    ['after a move', [down, up]],
    ['after an arrow', [right]],
  ])('begin a new number %s', (_, between) => {
    expect(rulesHere(after(on('SUSE'), ...digits('1'), ...between, ...digits('4')))).toBe(
      "AWS's rules, but after 4 days",
    );
  });

  it('do nothing where a delay has no effect', () => {
    expect(after(on('UBUNTU'), ...digits('5'))).toEqual(on('UBUNTU'));
  });
});

describe('a file', () => {
  it('becomes the rules of its system, wherever the cursor was', () => {
    const state = after(on('WINDOWS'), fileEvent);
    expect(operatingSystems[state.cursor]).toBe('AMAZON_LINUX_2023');
    expect(rulesHere(state)).toBe('web-tier, from web.json');
    expect(baselineAnswers(state)).toEqual([
      { kind: 'zero-day' },
      { kind: 'file', fileName: 'web.json', rules: { definition: file } },
    ]);
  });

  it('is offered besides the other rules from then on', () => {
    const state = after(initial, fileEvent, left);
    expect(rulesHere(state)).toBe("AWS's rules, but after 28 days");
    expect(rulesHere(after(state, right))).toBe('web-tier, from web.json');
    expect(rulesHere(after(state, right, right))).toBe('web-tier, from web.json');
  });

  it('of an answer is offered again', () => {
    const choice: BaselineChoice = { kind: 'file', fileName: 'web.json', rules: { definition: file } };
    const state = after(initialBaselineQuestion({ baselines: [choice] }), left);
    expect(rulesHere(after(state, right))).toBe('web-tier, from web.json');
  });

  it('that is only known by its digest stays, and can be replaced by itself', () => {
    const rules = { digest: 'ab', operatingSystem: 'AMAZON_LINUX_2023' } as const;
    const known = initialBaselineQuestion({ baselines: [{ kind: 'file', fileName: 'web.json', rules }] });
    expect(rulesHere(known)).toBe('those of web.json, as the account has them');
    expect(explainBaseline(known)).toContain('they stay as they are there');
    expect(rulesHere(after(known, left, right))).toBe(rulesHere(known));
    expect(rulesHere(after(known, fileEvent))).toBe('web-tier, from web.json');
  });

  it('gives way to the next one of its system', () => {
    const second: BaselineQuestionEvent = { ...fileEvent, fileName: 'new.json', definition: { ...file, Name: 'new' } };
    expect(rulesHere(after(initial, fileEvent, second))).toBe('new, from new.json');
  });

  it('of any system is taken as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...operatingSystems).chain(anyDefinition), (definition) => {
        const state = after(initial, { type: 'file', fileName: 'a.json', definition });
        expect(baselineAnswers(state).map(baselineOf)).toContainEqual(definition);
      }),
    );
  });
});

describe('the line about the rules', () => {
  it('says what they approve, and where they come from', () => {
    expect(explainBaseline(on('SUSE'))).toMatch(/^Approves: .*7 days.* As AWS-SuseDefaultPatchBaseline, in a baseline/);
    expect(explainBaseline(on('WINDOWS'))).toMatch(/^Approves: .*Important.*\. Not severity Critical/);
    const withFile = explainBaseline(after(initial, fileEvent));
    expect(withFile).toMatch(/^Approves: All security updates, 2 days/);
    expect(withFile).not.toContain('in a baseline of your own');
  });
});

describe('whatever keys are pressed', () => {
  const anyEvent: fc.Arbitrary<BaselineQuestionEvent> = fc.oneof(
    fc.constantFrom(toggle, right, left, down, up, fileEvent),
    fc.constantFrom(...'0123456789').map((digit) => ({ type: 'digit' as const, digit })),
  );

  it('each ticked system has one answer of its own, with a delay that AWS takes', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const state = after(initial, ...events);
        const answers = baselineAnswers(state);
        expect(answers.map(systemOf)).toEqual(operatingSystems.filter((os) => state.chosen.has(os)));
        for (const choice of answers) {
          if (choice.kind !== 'aws-rules' || choice.approveAfterDays === undefined) continue;
          expect(hasApprovalDelay(choice.os)).toBe(true);
          expect(choice.approveAfterDays).toBeLessThanOrEqual(360);
        }
        expect(baselineAnswers(initialBaselineQuestion({ baselines: answers }))).toEqual(answers);
      }),
    );
  });
});
