/** Filters of rules against what AWS knows: which values it would refuse, and which it takes. */
import type { BaselineDefinition, OperatingSystem, PatchFilter } from './baseline.js';
import { hasPatchProperty, patchProperties } from './operating-system.js';

/** What can be asked of AWS: the values of a property (DescribePatchProperties). */
export interface FilterQuestion {
  readonly os: OperatingSystem;
  readonly property: string;
  /** Of Windows, by default its own patches. */
  readonly set: 'OS' | 'APPLICATION';
}

/** The values that AWS takes, by {@link questionKey}; without an entry where it does not say. */
export type FilterValues = ReadonlyMap<string, readonly string[]>;

/** A question as one text. */
export function questionKey({ os, property, set }: FilterQuestion): string {
  return `${os} ${property} ${set}`;
}

/** Properties with lists of values (API enum PatchProperty); of other keys AWS only looks at the length. */
const listedProperties = ['PRODUCT', 'PRODUCT_FAMILY', 'CLASSIFICATION', 'MSRC_SEVERITY', 'PRIORITY', 'SEVERITY'];

/** A filter of a baseline, with where it stands and what its values are compared with. */
interface PlacedFilter extends PatchFilter {
  readonly path: string;
  readonly questions: readonly FilterQuestion[];
}

function filtersOf({ OperatingSystem: os, GlobalFilters, ApprovalRules }: BaselineDefinition): PlacedFilter[] {
  const rules = (ApprovalRules?.PatchRules ?? []).map(({ PatchFilterGroup }, index) => ({
    group: PatchFilterGroup,
    path: `ApprovalRules.PatchRules[${index}].PatchFilterGroup`,
  }));
  return [{ group: GlobalFilters, path: 'GlobalFilters' }, ...rules].flatMap(({ group, path }) => {
    const filters = group?.PatchFilters ?? [];
    const given = filters.flatMap(({ Key, Values }) => (Key === 'PATCH_SET' ? Values : []));
    const sets = (['OS', 'APPLICATION'] as const).filter((set) => given.includes(set));
    return filters.map((filter, index) => ({
      ...filter,
      path: `${path}.PatchFilters[${index}]`,
      questions: (sets.length > 0 ? sets : (['OS'] as const)).map((set) => ({ os, property: filter.Key, set })),
    }));
  });
}

/** What has to be asked, each once, so that the filters of these baselines can be checked. */
export function filterQuestions(definitions: readonly BaselineDefinition[]): FilterQuestion[] {
  const asked = definitions
    .flatMap(filtersOf)
    .filter(({ Key, Values }) => listedProperties.includes(Key) && Values.some((value) => value !== '*'))
    .flatMap(({ questions }) => questions)
    .filter(({ os, property }) => hasPatchProperty(os, property));
  return [...new Map(asked.map((question) => [questionKey(question), question])).values()];
}

/** A value, or a key, that AWS refuses. */
export interface WrongFilter {
  readonly path: string;
  readonly key: string;
  /** Undefined where it is the key that patches of the system do not have. */
  readonly value: string | undefined;
  readonly valid: readonly string[];
}

/** What AWS would refuse of a baseline's filters, as far as its values are known. */
export function wrongFilters(definition: BaselineDefinition, values: FilterValues | undefined): WrongFilter[] {
  return filtersOf(definition).flatMap(({ path, Key: key, Values, questions }): WrongFilter[] => {
    if (!hasPatchProperty(definition.OperatingSystem, key))
      return [{ path, key, value: undefined, valid: patchProperties(definition.OperatingSystem) }];
    const lists = questions.map((question) => values?.get(questionKey(question)));
    if (lists.some((list) => list === undefined)) return [];
    const valid = [...new Set(lists.flatMap((list) => list ?? []))];
    const wrong = Values.filter((value) => value !== '*' && !valid.includes(value));
    return wrong.map((value) => ({ path, key, value, valid }));
  });
}
