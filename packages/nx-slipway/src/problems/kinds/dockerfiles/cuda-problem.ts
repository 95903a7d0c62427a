import type { Explanations } from '../../explanation';
import { firstFew } from '../../first-few';
import type { Place } from '../../place';

/** What a lock may hold of CUDA without need. */
export type CudaProblem =
  | {
      /** An image that nothing tells to be for GPUs has packages of CUDA. */
      readonly kind: 'cuda-without-gpu';
      readonly place: Place;
      /** Reference that images start from. */
      readonly base: string;
      /** `nvidia-cublas-cu12 12.9.3.13` */
      readonly packages: readonly string[];
      readonly megabytes: number;
    }
  | {
      /** Packages of one image are for different versions of CUDA. */
      readonly kind: 'cuda-twice';
      readonly place: Place;
      readonly versions: readonly { readonly cuda: number; readonly packages: readonly string[] }[];
    }
  | {
      /** The base holds CUDA's libraries, and the lock does so as well. */
      readonly kind: 'cuda-in-base';
      readonly place: Place;
      readonly base: string;
      readonly packages: readonly string[];
      readonly megabytes: number;
    };

export const cudaExplanations: Explanations<CudaProblem> = {
  'cuda-without-gpu': ({ base, packages, megabytes }) => ({
    what: `this lock file has packages of CUDA for an image on ${base}, which has no CUDA: ${firstFew(packages, 3)}, about ${megabytes} MB`,
    next: 'For machines without GPUs, lock packages for CPUs: PyTorch has an index of them. For GPUs, write `ENV NVIDIA_VISIBLE_DEVICES=all` into the Dockerfile.',
  }),
  'cuda-twice': ({ versions }) => ({
    what: `this lock file has packages of several versions of CUDA for one image: ${versions
      .map(({ cuda, packages }) => `CUDA ${cuda} for ${firstFew(packages, 3)}`)
      .join('; ')}`,
    next: 'Require packages for one version of CUDA in pyproject.toml, and lock again.',
  }),
  'cuda-in-base': ({ base, packages, megabytes }) => ({
    what: `this lock file has libraries of CUDA that the base ${base} has as well: ${firstFew(packages, 3)}, about ${megabytes} MB`,
    next: 'Start from the `base` variant of this image, which has no libraries of CUDA: `nvidia/cuda:<version>-base-<system>`.',
  }),
};
