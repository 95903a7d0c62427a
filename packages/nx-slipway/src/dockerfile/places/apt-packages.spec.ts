// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { expect, test } from 'vitest';
import { parseDockerfile } from '../parse-dockerfile';
import { aptPackages } from './apt-packages';

function packages(text: string) {
  const { dockerfile } = parseDockerfile(`FROM a\n${text}\n`, 'Dockerfile');
  return aptPackages(dockerfile).map(({ name, line, start, end }) => {
    expect(dockerfile.text.slice(start, end)).toBe(name);
    return `${line} ${name}`;
  });
}

test.each([
  ['RUN apt-get update && apt-get install -y curl libpq5', ['2 curl', '2 libpq5']],
  ['RUN apt install -y --no-install-recommends curl', ['2 curl']],
  [
    'RUN apt-get update \\\n # why\n && apt-get install -y \\\n  curl=7.* \\\n  git/bookworm \\\n && rm -rf x',
    ['5 curl', '6 git'],
  ],
  ['RUN apt-get install -y -t bookworm-backports curl', ['2 curl']],
  ['RUN apt-get install -y -o Dpkg::Options::=x curl; echo done', ['2 curl']],
  ['RUN (apt-get -qq install "curl" g++)', ['2 curl', '2 g++']],
  ['RUN DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get install curl', ['2 curl']],
  ['RUN <<EOF\napt-get update\napt-get install -y curl\necho git\nEOF', ['4 curl']],
  ['RUN apt-get install -y $PACKAGES ${MORE} ./x.deb /tmp/y.deb', []],
  ['RUN apt-get install -y curl # git', ['2 curl']],
  ['RUN apt-get purge -y gcc && echo install x', []],
  ['RUN --mount=type=cache,target=/var/cache/apt apt-get install -y libicu72', ['2 libicu72']],
])('%j', (text, expected) => expect(packages(text)).toEqual(expected));
