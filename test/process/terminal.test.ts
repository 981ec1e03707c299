import { describe, expect, it } from 'vitest';
import { detectTerminal } from '../../source/process/terminal.js';

type Environment = Readonly<Record<string, string | undefined>>;

const atTerminal = (environment: Environment) =>
  detectTerminal({ isInputTerminal: true, isOutputTerminal: true, environment });

describe('a screen can be shown', () => {
  it.each<[string, Environment]>([
    ['at a terminal', { TERM: 'xterm-256color' }],
    ['without TERM', {}],
    ['where CI is switched off', { CI: 'false' }],
    ['where CI is 0', { CI: '0', CONTINUOUS_INTEGRATION: 'false' }],
  ])('%s', (_, environment) => {
    expect(atTerminal(environment)).toEqual({ isInteractive: true });
  });
});

describe('no screen can be shown, and it says why', () => {
  const isSet = (name: string) => `${name} is set (with ${name}=false the wizard opens anyway)`;
  it.each<[string, boolean, boolean, Environment]>([
    ['standard input is not a terminal', false, true, {}],
    ['standard input is not a terminal', false, false, { CI: 'true' }],
    ['standard output is not a terminal', true, false, {}],
    ['the terminal cannot move its cursor (TERM=dumb)', true, true, { TERM: 'dumb' }],
    [isSet('CI'), true, true, { CI: 'true' }],
    [isSet('CI'), true, true, { CI: '' }],
    [isSet('CONTINUOUS_INTEGRATION'), true, true, { CONTINUOUS_INTEGRATION: '1', CI: 'false' }],
  ])('%s', (reason, isInputTerminal, isOutputTerminal, environment) => {
    const detected = detectTerminal({ isInputTerminal, isOutputTerminal, environment });
    expect(detected).toEqual({ isInteractive: false, reason, asksInLines: environment.TERM === 'dumb' });
  });
});
