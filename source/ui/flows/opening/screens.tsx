/** The screens of arriving at a plan: the region, the account itself, and the reading of it. */
import type { Place } from '../../../jobs/job.js';
import { Problem } from '../../components/problem.js';
import { Screen } from '../../components/screen.js';
import { Scroll, useScroll } from '../../components/scroll.js';
import { Spinner } from '../../components/spinner.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { useSecondsSince } from '../../hooks/use-ticks.js';
import type { Outside } from '../../outside.js';
import { progressWords, quietWords } from '../../words/account.js';
import { AccountScreen, type AccountScreenProps } from './account-screen.js';
import type { Arrival, ArrivalEvent, ReadingStep } from './arrival.js';
import { RegionScreen } from './region-screen.js';
import type { Opening, OpeningEvent } from './state.js';
import { useOpening } from './use-opening.js';

export type OpeningScreensProps = Pick<AccountScreenProps, 'promise' | 'onYes' | 'onBack' | 'onLeave' | 'offer'> & {
  readonly opening: Opening;
  /** Further regions that are marked; undefined for a flow that is about one. */
  readonly others?: readonly string[] | undefined;
  readonly outside: Outside;
  readonly dispatch: (event: OpeningEvent) => void;
  /** Throws a UserError where this is not the account to work in. */
  readonly requirePlace?: ((place: Place) => void) | undefined;
};

export function OpeningScreens({ opening, others, outside, dispatch, requirePlace, ...account }: OpeningScreensProps) {
  const { connection } = opening;
  useOpening(opening, outside, dispatch, requirePlace);
  switch (opening.step) {
    case 'region':
      return (
        <RegionScreen
          connection={connection}
          outside={outside}
          others={others}
          onAnswer={(region, further) => dispatch({ type: 'region', region, others: further })}
          onFailed={(error) => dispatch({ type: 'heard', of: connection, account: { status: 'failed', error } })}
          onBack={account.onBack}
        />
      );
    case 'account':
      return (
        <AccountScreen
          {...account}
          account={opening.account}
          connection={connection}
          outside={outside}
          dispatch={dispatch}
        />
      );
    default:
      return opening satisfies never;
  }
}

export type ArrivalScreensProps = Omit<OpeningScreensProps, 'opening' | 'dispatch' | 'onYes' | 'onBack'> & {
  readonly state: Arrival<unknown>;
  readonly dispatch: (event: ArrivalEvent) => void;
  /** What is said while the account is read. */
  readonly reading: string;
};

export function ArrivalScreens({ state, dispatch, reading, ...opening }: ArrivalScreensProps) {
  const onBack = (): void => dispatch({ type: 'back', step: state.step });
  switch (state.step) {
    case 'region':
    case 'account':
      return (
        <OpeningScreens
          {...opening}
          opening={state}
          dispatch={(event) => dispatch({ type: 'opening', event })}
          onYes={() => dispatch({ type: 'agreed' })}
          onBack={onBack}
        />
      );
    case 'reading':
    case 'unread':
      return (
        <ReadingScreen state={state} question={reading} onRetry={() => dispatch({ type: 'again' })} onBack={onBack} />
      );
    default:
      return state satisfies never;
  }
}

const again = { key: 'again', does: 'try again' } as const;

type ReadingScreenProps = {
  readonly state: ReadingStep<unknown>;
  readonly question: string;
  readonly onRetry: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Finding everything about patching here.
 *
 *  ⠼ read so far: 7 windows, 3 baselines, 5 patch groups, 12 nodes
 * ```
 */
function ReadingScreen({ state, question, onRetry, onBack }: ReadingScreenProps) {
  const scroll = useScroll();
  const { bodyRows } = useFrame();
  const progress = state.step === 'reading' ? progressWords(state.progress) : undefined;
  const quiet = useSecondsSince(progress);
  useScreenKeys((action) => {
    if (action === 'page-up' || action === 'page-down') scroll.turn(action === 'page-up' ? -1 : 1);
    else if (action === 'again' && state.step === 'unread') onRetry();
    else if (action === 'back') onBack();
  });
  const error = state.step === 'unread' ? state.error : undefined;
  // The account may have been read, and what flags have named is not there, or cannot go.
  const failure = error?.exitCode === 2 ? 'The flags cannot be used here.' : 'This account cannot be read.';
  return (
    <Screen
      question={error ? failure : question}
      explanation={error ? 'Nothing was changed.' : quietWords(quiet, 'Reading only. Nothing is changed.')}
      keys={[...(error ? [again] : []), { key: 'back', does: 'back' }, ...scroll.hints]}
    >
      {state.step === 'unread' ? (
        <Scroll rows={bodyRows} scroll={scroll}>
          <Problem error={state.error} />
        </Scroll>
      ) : (
        <Spinner label={`read so far: ${progress}`} />
      )}
    </Screen>
  );
}
