/** `completion`: what a shell completes commands, flags and values with. */
import { output } from '../process/streams.js';
import { argument, command } from './command.js';

export const shells = ['bash', 'zsh', 'fish'] as const;

export const completion = command({
  name: 'completion',
  description: 'print a shell completion script',
  examples: [
    ['for bash, put eval "$(…)" with this command into ~/.bashrc', 'completion bash'],
    ['for fish, save it as ~/.config/fish/completions/ssm-patch-wizard.fish', 'completion fish'],
  ],
  flags: { shell: argument('<shell>', shells.join(', '), shells) },
  async run({ shell }, _shutdown, { program }) {
    const { completionScript } = await import('./completion-script.js');
    output.out(completionScript(shell, program()));
    return 0;
  },
});
