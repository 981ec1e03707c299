/** Loaded before the program: writes down which files of the build have been read by the time at which a text is on the screen. */
const fs = require('node:fs');

const { LOADED_WHEN, LOADED_FILE } = process.env;
const read = [];
const { readFileSync } = fs;
fs.readFileSync = (file, ...rest) => {
  read.push(String(file));
  return readFileSync(file, ...rest);
};
const { write } = process.stdout;
process.stdout.write = (chunk, ...rest) => {
  const written = Reflect.apply(write, process.stdout, [chunk, ...rest]);
  if (String(chunk).includes(LOADED_WHEN)) {
    process.stdout.write = write;
    fs.writeFileSync(LOADED_FILE, JSON.stringify(read));
  }
  return written;
};
