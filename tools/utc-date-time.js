/**
 * What cron-parser asks of Luxon's DateTime, in UTC alone: the bundle has it in Luxon's place, which is larger than React and takes
 * longer to load. test/lean-modules.test.ts holds both against each other.
 */

/** The units of a date, from the largest, with the least value of each. */
const units = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
const names = Object.keys(units);

export class DateTime {
  #date;

  constructor(milliseconds) {
    this.#date = new Date(milliseconds);
  }

  static fromMillis(milliseconds, { zone }) {
    if (zone !== 'UTC') throw new Error(`cron-parser is asked in UTC alone, not in ${zone}`);
    return new DateTime(milliseconds);
  }

  static fromJSDate(date, options) {
    return DateTime.fromMillis(date.getTime(), options);
  }

  get isValid() {
    return !Number.isNaN(this.valueOf());
  }

  get zoneName() {
    return 'UTC';
  }

  get offset() {
    return 0;
  }

  get year() {
    return this.#date.getUTCFullYear();
  }

  get month() {
    return this.#date.getUTCMonth() + 1;
  }

  get day() {
    return this.#date.getUTCDate();
  }

  get hour() {
    return this.#date.getUTCHours();
  }

  get minute() {
    return this.#date.getUTCMinutes();
  }

  get second() {
    return this.#date.getUTCSeconds();
  }

  get millisecond() {
    return this.#date.getUTCMilliseconds();
  }

  /** 1 = Monday … 7 = Sunday */
  get weekday() {
    return this.#date.getUTCDay() || 7;
  }

  valueOf() {
    return this.#date.getTime();
  }

  toJSDate() {
    return new Date(this.#date);
  }

  toISO() {
    return this.#date.toISOString();
  }

  toUTC() {
    return this;
  }

  /** With other values of some units; a day that the month has not becomes its last one, unless it is one of those given. */
  set(values) {
    const { year = this.year, month = this.month } = values;
    const { day = Math.min(this.day, new Date(Date.UTC(year, month, 0)).getUTCDate()) } = values;
    const { hour = this.hour, minute = this.minute, second = this.second, millisecond = this.millisecond } = values;
    return new DateTime(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  }

  /** Later by so many of a unit, as `{ months: 1 }`. */
  plus(amounts) {
    const [[plural, amount]] = Object.entries(amounts);
    const unit = plural.slice(0, -1);
    return this.set({ [unit]: this[unit] + amount });
  }

  minus(amounts) {
    const [[plural, amount]] = Object.entries(amounts);
    return this.plus({ [plural]: -amount });
  }

  startOf(unit) {
    const smaller = names.slice(names.indexOf(unit) + 1);
    return this.set(Object.fromEntries(smaller.map((name) => [name, units[name]])));
  }

  endOf(unit) {
    return new DateTime(this.startOf(unit).plus({ [`${unit}s`]: 1 }) - 1);
  }
}
