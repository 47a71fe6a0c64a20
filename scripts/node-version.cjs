/* global require, process, console */

// Every command of package.json runs this first. On a Node that is too old it says so in one sentence; the command itself
// would end with the stack of the first import or option which that Node does not know. This file is CommonJS in old
// syntax and imports nothing but package.json, so that any Node can run it.

var needed = require('../package.json').engines.node.replace('>=', '');
var version = process.versions.node;

function parts(text) {
  return text.split('.').map(Number);
}

function isOlder(found, least) {
  for (var index = 0; index < least.length; index += 1) {
    if (found[index] !== least[index]) return found[index] < least[index];
  }
  return false;
}

if (isOlder(parts(version), parts(needed))) {
  var sentence = 'This package needs Node ' + needed + ' or newer, and this is Node ' + version + ': install Node 22.';
  console.error(sentence);
  process.exitCode = 1;
}
