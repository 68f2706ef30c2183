import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { VERSION } from '../../packages/server/src/core/version.ts';
import { copyRepository } from '../../scripts/release/copy.js';
import { raiseVersion, readChanges, released } from '../../scripts/release/version.js';

const read = (path: string) => readFileSync(path, 'utf8');
const versionIn = (path: string) => (JSON.parse(read(path)) as { version: string }).version;

describe('a release', () => {
  const parent = mkdtempSync(join(tmpdir(), 'relais-version-'));
  const copy = join(parent, 'relais');
  let version: string;
  before(async () => {
    copyRepository(copy);
    const change = (kind: string, text: string) => `---\n'@relais/sdk': ${kind}\n---\n\n${text}\n`;
    writeFileSync(join(copy, '.changeset', 'a.md'), change('minor', 'A first sentence,\non two lines.'));
    writeFileSync(join(copy, '.changeset', 'b.md'), change('patch', 'A second one.'));
    version = await raiseVersion(copy, '2027-01-15');
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  test('raises every package to one version, and what they want of each other', () => {
    assert.notEqual(version, VERSION);
    const folders = ['', ...readdirSync(join(copy, 'packages')).map((name) => join('packages', name))];
    for (const folder of [...folders, 'demo/integrations/vue'])
      assert.equal(versionIn(join(copy, folder, 'package.json')), version, folder);
    const elements = JSON.parse(read(join(copy, 'packages/elements/package.json'))) as { dependencies: object };
    assert.equal((elements.dependencies as Record<string, string>)['@relais/sdk'], version);
  });

  test('says the same version in the lock file, the backend and the plugin of WordPress', () => {
    const lock = JSON.parse(read(join(copy, 'package-lock.json'))) as {
      packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
    };
    assert.equal(lock.packages['']?.version, version);
    assert.equal(lock.packages['packages/server']?.dependencies?.['@relais/engine'], version);
    assert.match(read(join(copy, 'packages/server/src/core/version.ts')), new RegExp(`VERSION = '${version}'`));
    const plugin = read(join(copy, 'demo/integrations/wordpress/relais.php'));
    assert.equal(plugin.split(version).length - 1, 3);
    assert.doesNotMatch(plugin, new RegExp(`\\b${VERSION.replaceAll('.', '\\.')}\\b`));
  });

  test('moves every change into the changelog, under its version', () => {
    const [, newest = ''] = read(join(copy, 'CHANGELOG.md')).split(/(?=^## )/m);
    assert.match(newest, new RegExp(`^## ${version} \\(2027-01-15\\)\n\n`));
    assert.match(newest, /### Added and changed\n\n[\s\S]*- A first sentence,\n {2}on two lines\.\n/);
    assert.match(newest, /### Fixed\n\n[\s\S]*- A second one\.\n/);
    assert.deepEqual(readChanges(join(copy, '.changeset')), []);
  });

  test('with nothing to tell is refused', async () => {
    await assert.rejects(raiseVersion(copy, '2027-01-16'), /tells no change/);
  });
});

test('the version that the backend says is that of its package', () => {
  assert.equal(versionIn('packages/server/package.json'), VERSION);
});

test('what stood under « Unreleased » is released with the first changes, above earlier releases', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n### Fixed\n\n- Old.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n';
  const changes = [{ kind: 'minor' as const, text: 'New.' }];
  assert.equal(
    released(changelog, { version: '0.2.0', day: '2026-12-02', changes }),
    '# Changelog\n\n## 0.2.0 (2026-12-02)\n\n### Added and changed\n\n- New.\n\n### Fixed\n\n- Old.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n',
  );
});

test('a change that names no package or says nothing is told by its file', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'relais-changes-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nobody.md'), '---\n---\n\nSomething.\n');
  assert.throws(() => readChanges(folder), /nobody\.md has to name a package/);
});
