/**
 * Loads the files of the build, which are beside it, and keeps what V8 has compiled of them in the user's cache folder, so that the
 * next start compiles nothing. The cache is never needed: a folder that cannot be written, or a full disk, is no reason for a word.
 */
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

/** The build's name for its first file has a digest of all files in it, so what is kept can never be of another build. */
const entry = 'ENTRY';
const { env, arch, pid, version } = process;
const kept = `${entry}-${version}-${arch}.bin`;

/** Days after which what another version has kept goes. */
const keptFor = 30;

const modules = new Map();
const compiled = new Map();
const cache = open();

/**
 * V8 compiles functions when they are called. Help loads no file of its own, but calls what nothing else does: that it was kept is
 * noted as if it were a file.
 */
const isHelp = process.argv.some((word) => /^(-h|(--)?help)$/.test(word));
let isNew = isHelp && !cache.places.has('help');

/** What the file of the build exports; the bytes of one that is no program. */
function load(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const filename = path.join(__dirname, name);
  if (!name.endsWith('.js')) return fs.readFileSync(filename);
  // esbuild writes nothing but ASCII.
  const text = fs.readFileSync(filename, 'latin1');
  const cachedData = keptOf(cache, name);
  const script = new vm.Script(text, { filename, cachedData });
  if (cachedData === undefined || script.cachedDataRejected) isNew = true;
  compiled.set(name, script);
  const module = { exports: {} };
  modules.set(name, module);
  script.runInThisContext()(module.exports, (id) => (id.startsWith('./') ? load(id.slice(2)) : require(id)), module);
  return module.exports;
}

/** Where what is kept lies. */
function folder() {
  // A relative one is ignored, as the XDG specification wants it.
  const given = [env.XDG_CACHE_HOME, env.LOCALAPPDATA].find((each) => each && path.isAbsolute(each));
  const base = given || path.join(env.HOME || require('node:os').homedir(), '.cache');
  return path.join(base, 'ssm-patch-wizard');
}

/**
 * Opens what was kept, and finds where in it each file's lies: what other commands need is much more, and stays on the disk. Where nothing
 * is kept, or others could have written it, nothing lies anywhere.
 */
function open() {
  let file;
  try {
    file = fs.openSync(path.join(folder(), kept));
    const { uid, mode } = fs.fstatSync(file);
    // Whoever can write it runs as us.
    if (process.getuid && (uid !== process.getuid() || mode & 0o22)) throw new Error('not ours');
    let at = 8 + read(file, 0, 8).readUInt32LE(0);
    const places = new Map();
    for (const [name, size] of JSON.parse(read(file, 8, at - 8).toString('latin1'))) {
      places.set(name, { at, size });
      at += 2 * size;
    }
    return { file, places };
  } catch {
    if (file !== undefined) fs.closeSync(file);
    return { places: new Map() };
  }
}

/** So many bytes, aligned to eight as V8 reads them. */
function read(file, at, size) {
  const bytes = Buffer.allocUnsafeSlow(size);
  if (fs.readSync(file, bytes, 0, size, at) < size) throw new Error('too short');
  return bytes;
}

/**
 * What was kept of a file, unless a disk has spoilt it: V8 would believe every byte, and crash. It is there twice, because comparing the
 * two takes less than any sum.
 */
function keptOf({ file, places }, name) {
  const place = places.get(name);
  if (place === undefined) return undefined;
  try {
    const { at, size } = place;
    const both = read(file, at, 2 * size);
    const data = both.subarray(0, size);
    return data.equals(both.subarray(size)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was compiled, beside what was kept before, in one step: whoever reads it finds all of it or nothing. */
function keep() {
  if (!isNew) return;
  const target = path.join(folder(), kept);
  const partial = `${target}.${pid}`;
  try {
    // Another start may have kept more meanwhile.
    const latest = open();
    const all = new Map([...latest.places.keys()].map((name) => [name, keptOf(latest, name)]));
    for (const [name, script] of compiled) all.set(name, script.createCachedData());
    if (isHelp) all.set('help', Buffer.alloc(0));
    const whole = [...all].filter(([, data]) => data !== undefined);
    const index = Buffer.from(JSON.stringify(whole.map(([name, data]) => [name, data.length])));
    const head = Buffer.alloc(8);
    head.writeUInt32LE(index.length);
    const parts = [head, index, ...whole.flatMap(([, data]) => [data, data])];
    makeFolder(path.dirname(folder()));
    makeFolder(folder());
    removeIfThere(partial);
    fs.writeFileSync(partial, Buffer.concat(parts), { mode: 0o600, flag: 'wx' });
    // Windows moves nothing onto a file that is open.
    for (const { file } of [cache, latest]) if (file !== undefined) fs.closeSync(file);
    fs.renameSync(partial, target);
    removeOld();
  } catch {
    removeIfThere(partial);
  }
}

/** `force` stands a file that is not there, but not a folder that is none. */
function removeIfThere(file) {
  try {
    fs.rmSync(file, { force: true });
  } catch {}
}

/** Each by itself: Node's own way to make a folder with those above it never ends under /proc. */
function makeFolder(name) {
  if (!fs.existsSync(name)) fs.mkdirSync(name, { mode: 0o700 });
}

function removeOld() {
  for (const name of fs.readdirSync(folder())) {
    const file = path.join(folder(), name);
    if (Date.now() - fs.statSync(file).mtimeMs > keptFor * 24 * 3600 * 1000) removeIfThere(file);
  }
}

process.on('exit', keep);
exports.main = load(entry).main;
