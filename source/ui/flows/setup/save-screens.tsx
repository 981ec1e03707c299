/** The hub's "save as…": for which program, in which file, over one that exists only where that is said, and what was written. */
import { useRef, useState } from 'react';
import { describeError } from '../../../errors.js';
import { type Format, type FormatName, formats, proposedFile } from '../../../export/formats.js';
import type { Place } from '../../../jobs/job.js';
import { recordOf } from '../../../plan/account/ownership.js';
import { beside } from '../../../plan/setup/plan-resources.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { brokenAtSpaces } from '../../clip.js';
import { LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { MenuScreen } from '../../components/menu-screen.js';
import { Screen } from '../../components/screen.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import { useTextEntry } from '../../hooks/use-picker.js';
import type { FlowOutside } from '../../outside.js';

type SaveScreenProps = {
  readonly plan: SetupPlan;
  readonly place: Place;
  readonly outside: Pick<FlowOutside, 'exportAs' | 'saveFile'>;
  /** With what was written, in words. */
  readonly onSaved: (words: string) => void;
  readonly onBack: () => void;
};

type Named = (typeof formats)[number];

type Stage =
  | { readonly at: 'format'; readonly row: number }
  | { readonly at: 'file'; readonly format: Named; readonly problem?: string }
  | { readonly at: 'exists'; readonly format: Named; readonly file: string }
  | { readonly at: 'written'; readonly words: string; readonly notes: readonly string[] };

export function SaveScreen({ plan, place, outside, onSaved, onBack }: SaveScreenProps) {
  const [stage, setStage] = useState<Stage>({ at: 'format', row: 0 });
  const isWriting = useRef(false);
  const save = async (format: Named, file: string, isForced: boolean): Promise<void> => {
    if (isWriting.current) return;
    isWriting.current = true;
    try {
      const { text, notes = [] } = await outside.exportAs(format.name, exportedPlan(plan, place), file, place);
      outside.saveFile(file, text, isForced);
      const words = `Saved to ${file}: ${format.name === 'plan' ? `use it with setup --file ${file}` : format.what}.`;
      if (notes.length === 0) onSaved(words);
      else setStage({ at: 'written', words, notes });
    } catch (error) {
      const { code, title, detail = '', nextSteps } = describeError(error);
      // What can be done about a file is done on this screen, without a flag.
      const problem = [title, detail, ...(code === 'output-not-written' ? [] : nextSteps)].join(' ');
      setStage(code === 'output-exists' ? { at: 'exists', format, file } : { at: 'file', format, problem });
    } finally {
      isWriting.current = false;
    }
  };
  const toFile = (format: Named): void => setStage({ at: 'file', format });
  switch (stage.at) {
    case 'format':
      return <FormatScreen startAt={stage.row} onChoose={toFile} onBack={onBack} />;
    case 'file':
      return (
        <FileScreen
          {...stage}
          proposed={proposedFile(plan.document.plan, stage.format)}
          onFile={(file) => void save(stage.format, file, false)}
          onBack={() => setStage({ at: 'format', row: formats.indexOf(stage.format) })}
        />
      );
    case 'exists':
      return (
        <ExistsScreen
          file={stage.file}
          onOver={() => void save(stage.format, stage.file, true)}
          onBack={() => toFile(stage.format)}
        />
      );
    case 'written':
      return <WrittenScreen {...stage} onBack={() => onSaved(stage.words)} />;
    default:
      return stage satisfies never;
  }
}

/** The plan as the hub shows it. */
function exportedPlan({ document, desired, account }: SetupPlan, place: Place) {
  const found = { record: recordOf(document.plan, account)?.value, unwanted: beside(desired, account) };
  return { document, desired, found, place };
}

type FormatScreenProps = {
  readonly startAt: number;
  readonly onChoose: (format: Named) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  What should the plan be saved as?
 *
 *  ❯ plan             the plan as a document that setup --file reads
 *    cloudformation   a template for a stack or a stack set
 *    …
 * ```
 */
function FormatScreen({ startAt, onChoose, onBack }: FormatScreenProps) {
  return (
    <MenuScreen
      question="What should the plan be saved as?"
      choices={formats.map((format) => ({
        label: format.name,
        about: format.what,
        explanation: formatWords(format),
        choose: () => onChoose(format),
      }))}
      startAt={startAt}
      onBack={onBack}
      wayOut={{ key: 'back', does: 'back to the plan' }}
    />
  );
}

/** What it is, and what only the command line has of it. */
function formatWords({ name, what, flags }: Format): string {
  const more = flags.length === 0 ? '' : ` The command export ${name} also has ${flags.join(' and ')}.`;
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}.${more}`;
}

type FileScreenProps = {
  readonly format: { readonly name: FormatName; readonly what: string };
  readonly problem?: string;
  readonly proposed: string;
  readonly onFile: (file: string) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which file should the plan be saved to?
 *  File: web.yaml▏
 * ```
 */
function FileScreen({ format, problem, proposed, onFile, onBack }: FileScreenProps) {
  const line = useTextEntry({ onSubmit: onFile, onBack, proposed });
  return (
    <Screen
      question="Which file should the plan be saved to?"
      aside={format.name}
      explanation={line.text === '' ? `Press Enter alone to use ${proposed} in the current folder.` : undefined}
      problem={problem}
      keys={[
        {
          key: 'type',
          does: 'a path',
          help: 'path; asks before it overwrites a file',
        },
        { key: 'submit', does: 'save' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="File:" line={line} placeholder={proposed} />
    </Screen>
  );
}

type ExistsScreenProps = {
  readonly file: string;
  readonly onOver: () => void;
  readonly onBack: () => void;
};

/** Another name comes first: Enter alone loses nothing. */
function ExistsScreen({ file, onOver, onBack }: ExistsScreenProps) {
  return (
    <MenuScreen
      question={`${file} already exists. Overwrite it?`}
      explanation="Nothing has been written yet."
      choices={[
        { label: 'Another name', about: 'keep the file as it is', choose: onBack },
        { label: 'Overwrite it', about: 'its content is lost', choose: onOver },
      ]}
      onBack={onBack}
    />
  );
}

type WrittenScreenProps = {
  readonly words: string;
  readonly notes: readonly string[];
  readonly onBack: () => void;
};

/** What the format cannot say, and how to go on. */
function WrittenScreen({ words, notes, onBack }: WrittenScreenProps) {
  const { columns } = useFrame();
  const lines = notes.flatMap((note) => brokenAtSpaces(note, columns - linesIndent));
  return (
    <LinesScreen
      question={words}
      lines={lines.map((text) => ({ tone: 'body', text }))}
      backWords="back to the plan"
      onBack={onBack}
    />
  );
}
