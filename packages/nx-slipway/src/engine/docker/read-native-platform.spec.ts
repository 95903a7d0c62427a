import { expect, test } from 'vitest';
import type { Command } from '../../process/command';
import { readNativePlatform } from './read-native-platform';

/** What a builder's client prints, and the arguments it was called with. */
async function ask(stdout: string, builder?: string) {
  const commands: Command[] = [];
  const run = async (command: Command) => {
    commands.push(command);
    return { exitCode: 0, stdout, stderr: '' };
  };
  const platform = await readNativePlatform(builder, { run, cwd: '/workspace' });
  return { platform, asked: commands.map(({ args }) => args.join(' ')) };
}

test.each<[string, string | undefined]>([
  ['Name: x\nPlatforms:        linux/arm64, linux/amd64, linux/amd64/v2\n', 'linux/arm64'],
  ['Platforms: linux/arm64*, linux/amd64\n', 'linux/arm64'],
  ['Nodes:\nName: a\nPlatforms: linux/amd64\nName: b\nPlatforms: linux/arm64\n', 'linux/amd64'],
  ['Status: inactive\n', undefined],
  ['', undefined],
])('%j is that of the first node', async (stdout, expected) => {
  expect((await ask(stdout)).platform).toBe(expected);
});

test('of the builder that is named', async () => {
  expect((await ask('', 'big')).asked).toEqual(['buildx inspect big']);
  expect((await ask('')).asked).toEqual(['buildx inspect']);
});
