/** Key-value filters of the Describe operations: each filter has to match, by any of its values. */
import { validationError } from './api-error.js';
import { optionalDate } from './window-schedule.js';

export interface Filter {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/** For each supported key: whether an item matches one value. */
export type FilterKeys<Item, Value = string> = Readonly<Record<string, (item: Item, value: Value) => boolean>>;

/** The date in a filter, in ISO 8601. Throws ValidationException for what is none. */
export function filterDate(value: string): Date {
  const date = optionalDate(value);
  if (date === undefined) throw validationError(`The filter value '${value}' is not a date in ISO-8601 format`);
  return date;
}

/**
 * Whether an item passes all filters; every value is read before the first item is looked at. Throws
 * ValidationException for a key that the operation does not support, and for a filter without key or values (the model
 * requires neither, the operations' documentation both).
 */
export function matcher<Item, Value>(
  filters: readonly Filter[],
  keys: FilterKeys<Item, Value>,
  read: (value: string) => Value,
): (item: Item) => boolean {
  const tests = filters.map(({ Key: key = '', Values: values = [] }) => {
    const test = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (test === undefined) {
      throw validationError(`The filter key '${key}' is not valid. Valid keys are: ${Object.keys(keys).join(', ')}`);
    }
    if (values.length === 0) throw validationError(`The filter '${key}' needs at least one value`);
    const wanted = values.map(read);
    return (item: Item) => wanted.some((value) => test(item, value));
  });
  return (item) => tests.every((test) => test(item));
}
