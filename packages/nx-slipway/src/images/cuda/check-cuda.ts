import type { CudaProblem } from '../../problems/kinds/dockerfiles/cuda-problem';
import type { Place } from '../../problems/place';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { packageBytes } from '../shared-layers/sharing-image';
import { type CudaPackage, cudaPackages } from './cuda-packages';

/** What an image of locked packages is checked with. */
export interface CudaFacts {
  readonly closure: readonly ThirdPartyPackage[];
  /** Reference that the image starts from in the end; absent for none outside the workspace. */
  readonly base?: string;
  /** Whether a Dockerfile of the image says that it runs on GPUs. */
  readonly isForGpus: boolean;
  /** The lock. */
  readonly place: Place;
}

/**
 * Checks what is locked of CUDA: gigabytes that an image for CPUs has no use for, that another version of CUDA or the
 * base has as well. All of it can be meant, so that each is a note.
 */
export function checkCuda({ closure, base, isForGpus, place }: CudaFacts): readonly CudaProblem[] {
  const found = cudaPackages(closure);
  const libraries = found.filter(({ isLibrary }) => isLibrary);
  const versions = byVersion(found);
  const megabytes = megabytesOf(closure, found);
  const isOnCuda = base !== undefined && CUDA_BASE.test(base);
  return [
    ...(found.length > 0 && base !== undefined && !isOnCuda && !isForGpus
      ? [
          {
            kind: 'cuda-without-gpu' as const,
            ...{ place, base, megabytes, packages: found.map(inWords) },
          },
        ]
      : []),
    ...(versions.length > 1 ? [{ kind: 'cuda-twice' as const, place, versions }] : []),
    ...(libraries.length > 0 && base !== undefined && CUDA_LIBRARIES.test(base)
      ? [
          {
            kind: 'cuda-in-base' as const,
            ...{ place, base, megabytes: megabytesOf(closure, libraries) },
            packages: libraries.map(inWords),
          },
        ]
      : []),
  ];
}

/** Bases that are made for GPUs. */
const CUDA_BASE = /nvidia|cuda|gpu|rapidsai|pytorch\/pytorch/i;

/** Bases that hold CUDA's libraries: NVIDIA's `base` images have next to none. */
const CUDA_LIBRARIES = /(^|\/)nvidia\/cuda:\S*-(cudnn\d*-)?(runtime|devel)\b/;

function byVersion(
  found: readonly CudaPackage[],
): readonly { readonly cuda: number; readonly packages: readonly string[] }[] {
  const versions = [...new Set(found.flatMap(({ cuda }) => cuda ?? []))].sort((a, b) => a - b);
  return versions.map((version) => ({
    cuda: version,
    packages: found.filter(({ cuda }) => cuda === version).map(inWords),
  }));
}

function inWords({ name, version }: CudaPackage): string {
  return `${name} ${version}`;
}

function megabytesOf(closure: readonly ThirdPartyPackage[], found: readonly CudaPackage[]): number {
  const names = new Set(found.map(({ name }) => name));
  const bytesOf = packageBytes([{ id: '', closure, hasOwnBuilder: false }]);
  const bytes = closure
    .filter(({ name }) => names.has(name))
    .reduce((sum, each) => sum + bytesOf(each), 0);
  return Math.round(bytes / 1e6);
}
