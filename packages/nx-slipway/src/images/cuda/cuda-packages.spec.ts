import { expect, test } from 'vitest';
import { cudaPackages } from './cuda-packages';

test.each<[string, string, number | 'unknown' | undefined, boolean]>([
  ['nvidia-cublas-cu12', '12.9.3.13', 12, true],
  ['nvidia-cudnn-cu11', '8.7.0.84', 11, true],
  ['nvidia-cudnn-cu13', '9.26.0.51', 13, true],
  ['nvidia-cuda-runtime', '13.2.86', 13, true],
  // Their versions are not CUDA's.
  ['nvidia-cufft', '12.2.0.57', 'unknown', true],
  ['nvidia-cusolver', '12.2.0.11', 'unknown', true],
  ['cuda-toolkit', '13.2.2', 13, false],
  ['torch', '2.5.1+cu118', 11, false],
  ['torchvision', '0.24.0+cu128', 12, false],
  ['cupy-cuda12x', '14.2.0', 12, false],
  ['jax-cuda12-plugin', '0.12.0', 12, false],
  ['faiss-gpu-cu12', '1.12.0', 12, false],
  ['torch', '2.9.0+cpu', undefined, false],
  ['torch', '2.9.0', undefined, false],
  ['nvidia-ml-py', '13.580.0', undefined, false],
  ['document-cuts', '12.0', undefined, false],
])('%s %s', (name, version, cuda, isLibrary) => {
  expect(cudaPackages([{ name, version }])).toEqual(
    cuda === undefined ? [] : [{ name, version, isLibrary, ...(cuda !== 'unknown' && { cuda }) }],
  );
});
