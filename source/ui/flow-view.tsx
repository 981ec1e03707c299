/** Which flow's screens are drawn. */
import type { ReactNode } from 'react';
import { CleanupScreens } from './flows/cleanup/screens.js';
import type { CleanupRequest } from './flows/cleanup/state.js';
import { HomeScreen } from './flows/home/screens.js';
import { NodesScreens } from './flows/nodes/screens.js';
import { PreviewScreens } from './flows/preview/screens.js';
import { RestoreScreens } from './flows/restore/screens.js';
import { SetupScreens } from './flows/setup/screens.js';
import { StatusScreens } from './flows/status/screens.js';
import type { WizardEvent, WizardState } from './flows/wizard.js';
import type { FlowProps } from './outside.js';

export type FlowViewProps = FlowProps<WizardState, WizardEvent> & {
  /** What flags say about a clean-up, should one be chosen. */
  readonly cleanup: CleanupRequest;
};

export function FlowView(props: FlowViewProps): ReactNode {
  const { state, dispatch, cleanup } = props;
  switch (state.flow) {
    case 'home':
      return (
        <HomeScreen
          connection={state.session.connection}
          onChoose={(choice) => {
            const backups = choice === 'restore' ? props.outside.findBackups() : [];
            dispatch({ flow: 'home', event: { type: 'chose', choice, cleanup, backups } });
          }}
        />
      );
    case 'setup':
      return <SetupScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'setup', event })} />;
    case 'nodes':
      return <NodesScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'nodes', event })} />;
    case 'cleanup':
      return <CleanupScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'cleanup', event })} />;
    case 'restore':
      return <RestoreScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'restore', event })} />;
    case 'status':
      return <StatusScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'status', event })} />;
    case 'preview':
      return <PreviewScreens {...props} state={state} dispatch={(event) => dispatch({ flow: 'preview', event })} />;
    default:
      return state satisfies never;
  }
}
