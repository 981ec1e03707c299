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
const cache = read();
let isNew = false;

/** What the file of the build exports; the bytes of one that is no program. */
function load(name) {
  const known = modules.get(name);
  if (known) return known.exports;
  const filename = path.join(__dirname, name);
  if (!name.endsWith('.js')) return fs.readFileSync(filename);
  // esbuild writes nothing but ASCII.
  const text = `(function(exports,require,module){${fs.readFileSync(filename, 'latin1')}\n})`;
  const cachedData = whole(cache.get(name));
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
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA || path.join(env.HOME || require('node:os').homedir(), '.cache');
  return path.join(base, 'ssm-patch-wizard');
}

/** What was kept, by the names of the files. */
function read() {
  try {
    const file = fs.openSync(path.join(folder(), kept));
    try {
      const { uid, mode } = fs.fstatSync(file);
      // Whoever can write it runs as us.
      if (process.getuid && (uid !== process.getuid() || mode & 0o22)) return new Map();
      const bytes = fs.readFileSync(file);
      let at = 8 + bytes.readUInt32LE(0);
      const entries = JSON.parse(bytes.toString('latin1', 8, at));
      return new Map(
        entries.map(([name, size]) => {
          at += 2 * size;
          return [name, { data: bytes.subarray(at - 2 * size, at - size), again: bytes.subarray(at - size, at) }];
        }),
      );
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return new Map();
  }
}

/**
 * What was kept, unless a disk has spoilt it: V8 would believe every byte, and crash. It is there twice, because comparing the two
 * takes less than any sum.
 */
function whole(entry) {
  return entry?.data.equals(entry.again) ? entry.data : undefined;
}

/** Keeps what was compiled, beside what was kept before, in one step: whoever reads it finds all of it or nothing. */
function keep() {
  if (!isNew) return;
  const target = path.join(folder(), kept);
  const partial = `${target}.${pid}`;
  try {
    const scripts = [...compiled].map(([name, script]) => [name, script.createCachedData()]);
    const all = new Map([...read(), ...scripts.map(([name, data]) => [name, { data, again: data }])]);
    const entries = JSON.stringify([...all].map(([name, { data }]) => [name, data.length]));
    // V8 reads what is aligned to eight bytes as it lies there; its own data are.
    const index = Buffer.from(entries.padEnd(Math.ceil(entries.length / 8) * 8));
    const head = Buffer.alloc(8);
    head.writeUInt32LE(index.length);
    const parts = [head, index, ...[...all.values()].flatMap(({ data, again }) => [data, again])];
    makeFolder(path.dirname(folder()));
    makeFolder(folder());
    fs.writeFileSync(partial, Buffer.concat(parts), { mode: 0o600 });
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
