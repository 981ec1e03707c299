/**
 * Fewer files of a bundle that is split. What several parts share becomes one file for each set of parts that share it, and each file
 * takes about a millisecond to load, so a part that is loaded late imports what is loaded before it anyway: then they share all of that.
 */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Parts that are loaded when they are needed, and what has been loaded by then. */
const loadedBefore = {
  'source/commands/completion-script.ts': 'source/cli.ts',
  'source/commands/plan-answers.ts': 'source/cli.ts',
  'source/commands/preview-parts.ts': 'source/commands/plan-answers.ts',
  'source/commands/work.ts': 'source/commands/preview-parts.ts',
  'source/commands/wizard.ts': 'source/cli.ts',
  'source/commands/wizard-parts.ts': 'source/commands/preview-parts.ts',
  'source/export/exporters.ts': 'source/commands/preview-parts.ts',
  'source/process/backups.ts': 'source/commands/plan-answers.ts',
  'source/aws/patch-manager.ts': 'source/cli.ts',
  'source/sandbox/server.ts': 'source/cli.ts',
};

/** An esbuild plugin. @param {string} project the folder that all paths are in */
export const fewFiles = (project) => ({
  name: 'few-files',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]source[\\/].*\.ts$/ }, ({ path }) => {
      const before = loadedBefore[relative(project, path).replaceAll(sep, '/')];
      if (before === undefined) return undefined;
      const contents = `${readFileSync(path, 'utf8')}\nimport ${JSON.stringify(join(project, before))};\n`;
      return { contents, loader: 'ts' };
    });
  },
});
