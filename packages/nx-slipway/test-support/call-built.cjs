/**
 * A process of its own that calls one function of the built package, as Nx does: TypeScript is not
 * compiled on the way here. Its argument is JSON, `{"path": …, "name": …, "args": […]}`; it prints what
 * comes out, a line of JSON for each thing. Its number goes to the file that PID_FILE names.
 */
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

async function main() {
  if (process.env.PID_FILE) writeFileSync(process.env.PID_FILE, `${process.pid}`);
  const { path, name, args } = JSON.parse(process.argv[2]);
  const result = require(join(__dirname, '../dist', path))[name](...args);
  if (Symbol.asyncIterator in result) {
    for await (const each of result) console.log(JSON.stringify(each));
  } else {
    console.log(JSON.stringify(await result));
  }
}

void main();
