import { describe, expect, test } from 'vitest';
import { thirdParty } from '../../../test-support/third-party';
import { formatProblem } from '../../problems/format-problem';
import { type CudaFacts, checkCuda } from './check-cuda';

const PYTHON = 'python:3.13-slim-trixie';

function notesOf(pins: readonly string[], more: Partial<CudaFacts> = {}) {
  return checkCuda({
    closure: pins.map((pin) => thirdParty(pin, { size: 400_000_000 })),
    base: PYTHON,
    isForGpus: false,
    place: { file: 'uv.lock' },
    ...more,
  }).map(formatProblem);
}

const CUDA_12 = ['nvidia-cublas-cu12==12.9.3', 'nvidia-cudnn-cu12==9.28.0'];

describe('CUDA for an image', () => {
  test('on a base without it', () => {
    expect(
      notesOf(['torch==2.15.0', ...CUDA_12, 'nvidia-cufft-cu12==11', 'nvidia-nccl-cu12==2']),
    ).toEqual([
      'uv.lock: this lock file has packages of CUDA for an image on python:3.13-slim-trixie, which has no CUDA: nvidia-cublas-cu12 12.9.3, nvidia-cudnn-cu12 9.28.0, nvidia-cufft-cu12 11 and 1 more, about 1600 MB\n' +
        '  For machines without GPUs, lock packages for CPUs: PyTorch has an index of them. For GPUs, write `ENV NVIDIA_VISIBLE_DEVICES=all` into the Dockerfile.',
    ]);
  });

  test.each([
    ['that has none', ['torch==2.15.0+cpu', 'numpy==2.5'], {}],
    ['whose Dockerfile is for GPUs', CUDA_12, { isForGpus: true }],
    ['on CUDA', CUDA_12, { base: 'nvidia/cuda:12.9.1-base-ubuntu24.04' }],
    ['of PyTorch', CUDA_12, { base: 'docker.io/pytorch/pytorch:2.9' }],
  ])('%s is no note', (_, pins, more) => {
    expect(notesOf(pins, more)).toEqual([]);
  });

  test('from scratch is not judged', () => {
    const closure = CUDA_12.map((pin) => thirdParty(pin));
    expect(checkCuda({ closure, isForGpus: false, place: { file: 'uv.lock' } })).toEqual([]);
  });
});

test('two versions of CUDA', () => {
  expect(notesOf([...CUDA_12, 'torch==2.5.1+cu118'], { isForGpus: true })).toEqual([
    'uv.lock: this lock file has packages of several versions of CUDA for one image: CUDA 11 for torch 2.5.1+cu118; CUDA 12 for nvidia-cublas-cu12 12.9.3, nvidia-cudnn-cu12 9.28.0\n' +
      '  Require packages for one version of CUDA in pyproject.toml, and lock again.',
  ]);
});

test.each([
  ['nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04', 1],
  ['docker.io/nvidia/cuda:12.9.1-devel-ubuntu24.04', 1],
  ['nvidia/cuda:12.9.1-base-ubuntu24.04', 0],
])('libraries of CUDA on %s: %i note', (base, count) => {
  const notes = notesOf(CUDA_12, { base });
  expect(notes.map((each) => each.replace(/\n.*/, ''))).toEqual(
    Array.from(
      { length: count },
      () =>
        `uv.lock: this lock file has libraries of CUDA that the base ${base} has as well: nvidia-cublas-cu12 12.9.3, nvidia-cudnn-cu12 9.28.0, about 800 MB`,
    ),
  );
});
