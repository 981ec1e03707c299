/** Whose a thing is, in the model: the plan's by its marks, and what patches. */
import { madeBy, plan, planTag, waveTag } from './answers.js';
import type { Part, Window } from './held.js';

const ownerWords = `ssm-patch-wizard plan=${plan}`;

export const isOwnTarget = ({ fields }: Part): boolean => String(fields.OwnerInformation).startsWith(ownerWords);

/** Whether a window is the plan's: by its tag, else by what its target says. */
export const isOwn = ({ tags, targets }: Window): boolean =>
  tags[planTag] === plan || (tags[planTag] === undefined && targets.some(isOwnTarget));

/** The wave of a window of the plan. */
export const waveOf = ({ tags, targets }: Window): string | undefined =>
  targets.map(({ fields }) => / wave=(\w+)$/.exec(String(fields.OwnerInformation))?.[1]).find(Boolean) ?? tags[waveTag];

export const isPatching = ({ fields }: Part): boolean => String(fields.TaskArn).endsWith('PatchBaseline');

export const isOwnTask = ({ fields }: Part): boolean => JSON.stringify(fields).includes(madeBy);

/** The groups that a window's targets name. */
export const groupsOf = ({ targets }: Window): string[] =>
  targets
    .flatMap(({ fields }) => (fields.Targets ?? []) as { Key: string; Values: string[] }[])
    .flatMap(({ Key, Values }) => (/^tag:Patch ?Group$/.test(Key) ? Values : []));
