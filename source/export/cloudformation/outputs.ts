/** What a stack tells: ids, and where each thing is in the console. */
import type { NamedResource } from './template.js';

/** Outputs of a template (quotas of CloudFormation). */
const mostOutputs = 200;

/** Ids come first; what is more than a template takes is left out, and said. */
export function stackOutputs(resources: readonly NamedResource[]): { outputs: object; note: string | undefined } {
  const things = resources.filter(({ page }) => page !== undefined);
  const all = [...things.map(idOf), ...things.map(linkOf)];
  const note =
    all.length > mostOutputs
      ? `A template can have ${mostOutputs} outputs. The last ${all.length - mostOutputs} of the ids and console links are left out.`
      : undefined;
  return { outputs: Object.fromEntries(all.slice(0, mostOutputs)), note };
}

function idOf({ logicalId }: NamedResource) {
  return [`${logicalId}Id`, { Value: { Ref: logicalId } }] as const;
}

function linkOf({ logicalId, page }: NamedResource) {
  const url = `https://\${Domain}/systems-manager/${page === 'baselines' ? 'patch-manager/baselines' : page}/\${Id}?region=\${AWS::Region}`;
  const Domain = { 'Fn::FindInMap': ['Console', { Ref: 'AWS::Partition' }, 'Domain'] };
  return [`${logicalId}Console`, { Value: { 'Fn::Sub': [url, { Domain, Id: { Ref: logicalId } }] } }] as const;
}
