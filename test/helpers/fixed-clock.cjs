/** Required before a program, whose clock then stands at FIXED_CLOCK (ISO 8601): what it shows is the same every day. */
const at = Date.parse(process.env.FIXED_CLOCK);
globalThis.Date = new Proxy(Date, {
  apply: (date) => new date(at).toString(),
  construct: (date, args) => (args.length === 0 ? new date(at) : new date(...args)),
  get: (date, name) => (name === 'now' ? () => at : Reflect.get(date, name)),
});
