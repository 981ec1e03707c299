/** `export aws-cli`: a script that makes a plan with the AWS CLI, and leaves what there is of it as it is. */
import { awsFlags, shellQuoted } from '../plan/intent/command-line.js';
import { planTag, recordDescription, recordName, waveTag } from '../plan/intent/names.js';
import { emptyResources } from '../plan/setup/desired.js';
import { type PlanBaseline, type PlanWindow, wantedResources } from '../plan/setup/plan-resources.js';
import { printable } from '../printable.js';
import { functions, steps, strictness } from './aws-cli/functions.js';
import type { Exported, ExportInput } from './exporter.js';
import { planLine } from './head.js';
import { heldBackNotes, requireKnownRules } from './refusals.js';

export function awsCli(input: ExportInput): Exported {
  requireKnownRules(input);
  const { document, codec, record } = input;
  const { plan } = document;
  const { baselines, windows } = wantedResources(emptyResources(document, codec));
  const calls = [
    ['record', recordName(plan), recordDescription(plan), record],
    ...baselines.flatMap(baselineCalls),
    ...windows.flatMap(windowCalls),
  ];
  const notes = heldBackNotes(input, 'The script creates windows that are switched on and have no StartDate.');
  const lines = [
    '#!/usr/bin/env bash',
    ...headOf(input, notes).map((line) => `# ${printable(line)}`.trimEnd()),
    strictness,
    '',
    `plan=${shellQuoted(plan)} plan_tag=${planTag} wave_tag=${waveTag}`,
    '',
    '# What the plan needs, in the order it is created. The inputs are those of the AWS API.',
    'things() {',
    ...calls.map((words) => `  ${words.map(shellQuoted).join(' ')}`),
    '}',
    functions,
  ];
  return { text: lines.join('\n') + steps, notes: [...notes, 'Next steps:', `  ${commandOf(input)}`] };
}

function headOf(input: ExportInput, notes: readonly string[]): string[] {
  return [
    planLine(input),
    ...notes,
    '',
    'This script creates what the plan needs with the AWS CLI. It first looks for what already exists, asks before the first',
    'write, stops at the first error, and can be run again. It recognises what exists by its name and its tags or owner, and',
    'does not change it. To change what exists, use ssm-patch-wizard setup.',
    '',
    `  ${commandOf(input)}     passes its options on to every call`,
    `  echo yes | ${commandOf(input)}     does not ask`,
  ];
}

function commandOf({ options: { output }, document: { plan }, place }: ExportInput): string {
  const to = place ? awsFlags(place) : ' --profile NAME --region REGION';
  return `bash ${shellQuoted(printable(output ?? `${plan}.sh`))}${to}`;
}

/** The script's functions for a baseline and its groups, with their arguments. */
function baselineCalls({ definition, tags, patchGroups }: PlanBaseline): string[][] {
  const { OperatingSystem, Name } = definition;
  return [
    ['baseline', OperatingSystem, Name, jsonText({ ...definition, Tags: tags })],
    ...patchGroups.map((group) => ['group', OperatingSystem, group, asciiJson({ PatchGroup: group })]),
  ];
}

function windowCalls({ key, members, tags, targets, tasks }: PlanWindow): string[][] {
  const name = String(members.Name);
  return [
    ['window', name, key, jsonText({ ...members, Tags: tags })],
    ...targets.map(({ members: target }) => ['target', name, String(target.OwnerInformation), jsonText(target)]),
    ...tasks.map(({ members: task }) => ['task', name, String(task.TaskArn), jsonText(task)]),
  ];
}

/** With a line for each member. */
function jsonText(input: object): string {
  return `{\n${Object.entries(input)
    .map(([key, value]) => `    "${key}": ${asciiJson(value)}`)
    .join(',\n')}\n  }`;
}

/** In ASCII, so that no locale and no direction of writing changes how a script reads. As an argument by itself the CLI would read `file://…` as a file. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
