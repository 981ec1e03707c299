/** Which servers are called: by the rules of the SDK, from flags, environment, profile and region, before anything is sent. */
import { DescribeMaintenanceWindowsCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Servers } from '../execute/patch-manager.js';
import type { Clients } from './clients.js';

/** The hosts of both services, with their ports where they are not the usual ones. */
export async function serversOf({ ssm, sts }: Pick<Clients, 'ssm' | 'sts'>): Promise<Servers> {
  // Each command only says which service is meant.
  const [identity, manager] = await Promise.all([
    hostOf(sts, new GetCallerIdentityCommand({})),
    hostOf(ssm, new DescribeMaintenanceWindowsCommand({})),
  ]);
  const own = [manager, identity].find((host) => !isOfAws(host));
  return { identity, manager, own };
}

/** AWS's own domains, those of other partitions among them (the SDKs' partitions.json). */
function isOfAws(host: string): boolean {
  return /\.(amazonaws\.(com(\.cn)?|eu)|api\.aws|amazonwebservices\.com\.cn|(s?c2s|csp\.hci)\.(ic|sgov)\.gov|cloud\.adc-e\.uk)$/.test(
    host,
  );
}

interface Request {
  readonly hostname: string;
  readonly port?: number;
}

/** What a middleware that answers by itself has to look like, whatever the command. */
interface Stack {
  clone(): Stack;
  remove(name: string): boolean;
  add(
    middleware: () => (args: { readonly request: Request }) => Promise<{ readonly output: string }>,
    options: { readonly step: 'build'; readonly priority: 'high' },
  ): void;
}

/** The call is made up to the point where its server is known, and not sent. */
async function hostOf(
  client: { readonly middlewareStack: unknown; readonly config: unknown },
  command: object,
): Promise<string> {
  const stack = (client.middlewareStack as Stack).clone();
  // Neither logged, nor with credentials, for which others may have to be asked.
  stack.remove('watched');
  stack.remove('httpAuthSchemeMiddleware');
  const answered = async ({ request: { hostname, port } }: { readonly request: Request }) => ({
    output: port === undefined ? hostname : `${hostname}:${port}`,
  });
  stack.add(() => answered, { step: 'build', priority: 'high' });
  const { resolveMiddleware } = command as {
    resolveMiddleware(...args: readonly unknown[]): (command: object) => Promise<{ readonly output: string }>;
  };
  return (await resolveMiddleware.call(command, stack, client.config, {})(command)).output;
}
