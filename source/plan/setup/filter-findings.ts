/** Whether AWS takes the filters of rules that are somebody's own, found before anything is made of them. */
import { blocking, type Finding } from '../account/finding.js';
import type { Operation } from '../account/operations.js';
import { type BaselineDefinition, operatingSystemLabels } from '../baseline/baseline.js';
import { type FilterQuestion, filterQuestions, type WrongFilter, wrongFilters } from '../baseline/filters.js';
import { systemOf } from '../intent/baseline-choice.js';
import type { PlanDocument } from '../intent/document.js';
import { nearestWords } from '../text/spelling.js';
import type { Planned } from './planned.js';

interface OwnRules {
  readonly fileName: string;
  readonly definition: BaselineDefinition;
}

/** Rules of files that are at hand, whose values somebody has written; AWS's own need no question. */
export function filesOf({ baselines }: Pick<PlanDocument, 'baselines'>): OwnRules[] {
  return baselines.flatMap((choice) =>
    choice.kind === 'file' && 'definition' in choice.rules
      ? [{ fileName: choice.fileName, definition: choice.rules.definition }]
      : [],
  );
}

/** What has to be asked of AWS about the rules of a document. */
export function questionsOf(document: Pick<PlanDocument, 'baselines'>): FilterQuestion[] {
  return filterQuestions(filesOf(document).map(({ definition }) => definition));
}

/** Whether an operation sends rules. */
export function sendsRules({ kind }: Operation): boolean {
  return kind === 'CreatePatchBaseline' || kind === 'UpdatePatchBaseline';
}

/** The file that a baseline's rules come from. */
export function fileOf(operation: Operation, { baselines }: Pick<PlanDocument, 'baselines'>): string | undefined {
  if (!sendsRules(operation)) return undefined;
  const choice = baselines.find((each) => operation.id.startsWith(`baseline/${systemOf(each)}/`));
  return choice?.kind === 'file' ? choice.fileName : undefined;
}

/** What AWS would refuse, by file; of what is not sent it is not asked. */
export function filterFindings({ document, operations, account }: Planned): Finding[] {
  const sent = new Set(operations.filter(sendsRules).flatMap((operation) => fileOf(operation, document) ?? []));
  return filesOf(document)
    .filter(({ fileName }) => sent.has(fileName))
    .flatMap(({ fileName, definition }) =>
      wrongFilters(definition, account.filterValues).map((wrong) => wrongFinding(fileName, definition, wrong)),
    );
}

function wrongFinding(
  fileName: string,
  { OperatingSystem: os }: BaselineDefinition,
  { path, key, value, valid }: WrongFilter,
): Finding {
  const system = operatingSystemLabels[os];
  const correct = `Correct the file ${fileName}`;
  if (value === undefined) {
    const message = `${fileName}: ${path} selects patches by ${key}, which patches for ${system} do not have. AWS would refuse it.`;
    return blocking('foreign-patch-property', message, [`${correct}: select by one of ${valid.join(', ')}.`]);
  }
  const message = `${fileName}: ${path} has "${value}", which is not a ${key} that AWS knows for ${system}.`;
  const all = value.toLowerCase() === 'all' ? '*' : undefined;
  const [nearest = all] = nearestWords(value, valid);
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return blocking('filter-value', message, [`${correct}.${hint} Valid values: *, ${valid.join(', ')}.`]);
}
