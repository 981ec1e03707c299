/** How what is exported begins: whose plan it is. */
import type { ExportInput } from './exporter.js';

/** `Patching plan web, from account 123456789012 in eu-west-1. Written by ssm-patch-wizard.` */
export function planLine({ document, place }: Pick<ExportInput, 'document' | 'place'>): string {
  const from = place ? `, from account ${place.account} in ${place.region}` : '';
  return `Patching plan ${document.plan}${from}. Written by ssm-patch-wizard.`;
}
