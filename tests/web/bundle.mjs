// SPDX-License-Identifier: MIT
// TypeScript modules of the consoles as one module of node, through the same esbuild that bundles the pages.
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const web = fileURLToPath(new URL('../../server/web/', import.meta.url));
const {build} = createRequire(web)('esbuild');

export async function load(...sources) {
  const made = await build({absWorkingDir: web, stdin: {contents: sources.map((source) => `export * from './src/${source}';`).join('\n'), resolveDir: web}, bundle: true, write: false, format: 'esm', platform: 'neutral',
    jsx: 'automatic', jsxImportSource: 'preact', mainFields: ['module', 'main']});
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].text).toString('base64')}`);
}
