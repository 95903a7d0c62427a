import { expect, test } from 'vitest';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { findConda } from './find-conda';

function find(text: string) {
  const { dockerfile } = parseDockerfile(text, 'Dockerfile');
  const target = dockerfile.stages.at(-1);
  if (!target) throw new Error('no stage');
  return findConda(dockerfile, target);
}

test.each([
  ['FROM continuumio/miniconda3:25.1\n', 1, 'miniconda3'],
  ['FROM ghcr.io/prefix-dev/pixi:0.50\n', 1, 'prefix-dev/pixi'],
  ['FROM mambaorg/micromamba AS base\nFROM base\n', 1, 'micromamba'],
  ['FROM python:3.13\nRUN apt-get update && conda env create -f environment.yml\n', 2, 'conda'],
  ['FROM python:3.13\nRUN /opt/conda/bin/mamba -y install numpy\n', 2, 'mamba'],
  ['FROM python:3.13\nRUN ["conda", "install", "numpy"]\n', 2, 'conda'],
])('%j', (text, line, program) => expect(find(text)).toEqual({ line, program }));

test.each([
  'FROM python:3.13\nRUN pip install conda-lock\n',
  'FROM python:3.13\nRUN rm -rf /opt/conda\n',
  'FROM continuumio/miniconda3 AS docs\nRUN conda install sphinx\nFROM python:3.13\nCOPY --from=docs /out /out\n',
])('%j is none of its images', (text) => expect(find(text)).toBeUndefined());
