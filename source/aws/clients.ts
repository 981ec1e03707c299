/** The SDK clients of one account and region, configured once; every call goes through `call`, which translates errors. */
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { type ErrorContext, translateError } from './errors.js';

export interface ClientOptions {
  /** Left to the SDK's chain where undefined: AWS_REGION, the profile's region. */
  readonly region?: string | undefined;
  /** Left to the SDK's chain where undefined. */
  readonly profile?: string | undefined;
  /** For SSM and STS; AWS_ENDPOINT_URL works without it. */
  readonly endpoint?: string | undefined;
  /** Fixed credentials, for the sandbox; else the SDK's chain. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Called once per answered call, for the log. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface Clients {
  readonly ssm: SSMClient;
  readonly sts: STSClient;
  readonly region: string;
  readonly profile: string | undefined;
  /** Runs one call; `action` is IAM's name for it, e.g. `ssm:GetMaintenanceWindow`. */
  call<Result>(action: string, send: () => Promise<Result>): Promise<Result>;
  close(): void;
}

/**
 * Builds the clients and finds the region.
 * @throws UserError `no-region` where neither options, environment nor profile name one
 */
export async function openClients(options: ClientOptions): Promise<Clients> {
  const { region, profile, endpoint, credentials, log } = options;
  const configuration = {
    ...(region && { region }),
    ...(profile && { profile }),
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  };
  const ssm = new SSMClient(configuration);
  const sts = new STSClient(configuration);
  const context: Omit<ErrorContext, 'action'> = {
    region: await ssm.config.region().catch((error: unknown) => {
      throw translateError(error, { action: 'ssm', profile });
    }),
    profile,
  };
  return {
    ssm,
    sts,
    region: context.region ?? '',
    profile,
    async call(action, send) {
      try {
        const result = await send();
        log?.(`${context.region} ${action} ok`);
        return result;
      } catch (error) {
        log?.(`${context.region} ${action} ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
        throw translateError(error, { ...context, action });
      }
    },
    close() {
      ssm.destroy();
      sts.destroy();
    },
  };
}
