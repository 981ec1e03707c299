/** The screens of opening an account: the region, then the account itself. */
import type { Outside } from '../../outside.js';
import { AccountScreen, type AccountScreenProps } from './account-screen.js';
import { RegionScreen } from './region-screen.js';
import type { Opening, OpeningEvent } from './state.js';

export type OpeningScreensProps = Pick<AccountScreenProps, 'promise' | 'onYes' | 'onBack' | 'isFirst' | 'offer'> & {
  readonly opening: Opening;
  readonly connect: Outside['connect'];
  readonly dispatch: (event: OpeningEvent) => void;
};

export function OpeningScreens({ opening, connect, dispatch, ...account }: OpeningScreensProps) {
  const { region, profile } = opening.connection;
  switch (opening.step) {
    case 'region':
      return (
        <RegionScreen
          region={region}
          profile={profile}
          connect={connect}
          onAnswer={(answer) => dispatch({ type: 'region', region: answer })}
          onBack={account.onBack}
        />
      );
    case 'account':
      return <AccountScreen {...account} account={opening.account} region={region} dispatch={dispatch} />;
    default:
      return opening satisfies never;
  }
}
