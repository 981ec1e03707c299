/** What changes, node by node; then that it is meant. */
import { useState } from 'react';
import { brokenAtSpaces } from '../../clip.js';
import { type Line, LinesScreen } from '../../components/lines-screen.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import { isAboutAll } from './sight.js';
import type { NodesState } from './state.js';
import { changeLines, nodesConfirmation, nodesWords } from './words.js';

export type ReviewScreenProps = {
  readonly state: Extract<NodesState, { readonly step: 'review' }>;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Change the group of 2 nodes?
 *
 *  ❯ i-0a1b2c3d4e5f60718  web-7  none → web-dev  PatchGroup
 *    i-0a1b2c3d4e5f60719  web-8  none → web-dev  PatchGroup
 * ```
 */
export function ReviewScreen({ state, onConfirm, onBack }: ReviewScreenProps) {
  const { isSandbox, columns, symbols } = useFrame();
  /** How many of the words have been typed. */
  const [asked, setAsked] = useState<'all' | 'yes'>();
  const { sight, opened, request } = state;
  const { findings, changes } = sight;
  const sure = (): void => (isSandbox ? onConfirm() : setAsked('yes'));
  if (asked !== undefined) {
    const words = nodesConfirmation(sight, opened.open.place, asked === 'yes');
    return (
      <TypedScreen
        key={asked}
        {...words}
        onConfirm={asked === 'all' ? sure : onConfirm}
        onBack={() => setAsked(undefined)}
      />
    );
  }
  const lines: readonly Line[] = [
    ...findings.flatMap(({ message }) =>
      brokenAtSpaces(`${symbols.warning} ${message}`, columns - 6).map((text): Line => ({ tone: 'warning', text })),
    ),
    ...changeLines(changes).map((text): Line => ({ tone: 'body', text })),
  ];
  return (
    <LinesScreen
      question={`Change the group of ${nodesWords(sight)}?`}
      explanation={
        request.hasBackup
          ? 'The current tags are backed up first. A restore brings them back.'
          : 'No backup is written, so a restore cannot bring the current tags back.'
      }
      lines={lines}
      keys={[{ key: 'create', does: 'change', help: 'change the groups of these nodes' }]}
      onAction={(action) => {
        if (action === 'create') isAboutAll(sight) ? setAsked('all') : sure();
      }}
      onBack={onBack}
    />
  );
}
