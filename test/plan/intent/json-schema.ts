/** The JSON Schema of a shape that the source has as a table. */
import type { Shape } from '../../../source/plan/text/shape.js';

/** The schema of every value that the shape lets pass, but for members that are null. */
export function jsonSchemaOf(shape: Shape): object {
  switch (shape.kind) {
    case 'text': {
      const size = { type: 'string', minLength: shape.least, maxLength: shape.most };
      return shape.characters === undefined ? size : { ...size, pattern: shape.characters.pattern.source };
    }
    case 'choice':
      return { enum: shape.values };
    case 'number':
      return { type: 'integer', minimum: shape.least, maximum: shape.most };
    case 'flag':
      return { type: 'boolean' };
    case 'date':
      return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
    case 'list':
      return { type: 'array', minItems: shape.least, maxItems: shape.most, items: jsonSchemaOf(shape.of) };
    case 'object': {
      const members = Object.entries(shape.members);
      const required = members.filter(([, member]) => member.required).map(([key]) => key);
      return {
        type: 'object',
        additionalProperties: false,
        ...(required.length > 0 && { required }),
        properties: Object.fromEntries(members.map(([key, member]) => [key, jsonSchemaOf(member.shape)])),
      };
    }
    case 'tested':
    case 'any':
      throw new Error(`no schema says ${shape.kind}`);
    default:
      return shape satisfies never;
  }
}
