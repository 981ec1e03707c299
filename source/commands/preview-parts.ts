/** What `preview` is made of, loaded when it begins: the work of all commands takes as long to load as Node itself. */
export { previewJson, previewOf, previewText } from '../views/preview.js';
export { defaultDocument, readPlanFlags, withFlags } from './plan-answers.js';
