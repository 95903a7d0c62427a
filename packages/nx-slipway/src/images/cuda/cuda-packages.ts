import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';

/** A locked package that holds CUDA's libraries, or is built for them. */
export interface CudaPackage {
  readonly name: string;
  readonly version: string;
  /** Major version of CUDA; absent where neither name nor version tells it. */
  readonly cuda?: number;
  /** Whether it holds libraries of CUDA, as NVIDIA's packages do. */
  readonly isLibrary: boolean;
}

/** NVIDIA's packages of CUDA's own libraries; since CUDA 13 their names do not tell its version. */
const LIBRARIES =
  /^nvidia-(cublas|cuda-(cccl|cupti|nvcc|nvrtc|runtime)|cudnn|cufft|cufile|curand|cusolver|cusparse|cusparselt|nccl|npp|nvcomp|nvjitlink|nvjpeg|nvshmem|nvtx)(-cu(\d{2})\d*)?$/;

/** Packages built for CUDA that have its version in their names: `cupy-cuda12x`, `jax-cuda12-plugin`, `faiss-gpu-cu12`. */
const NAMED = /-(?:cuda|cu)(1\d)\d?x?(?:-|$)/;

/** Versions of PyTorch's index: `2.9.0+cu128`. */
const LOCAL_VERSION = /\+cu(1\d)\d+$/;

/** Finds what a closure holds of CUDA. Packages whose name tells nothing, as PyPI's `torch`, are told by what they require. */
export function cudaPackages(
  closure: readonly Pick<ThirdPartyPackage, 'name' | 'version'>[],
): readonly CudaPackage[] {
  return closure.flatMap(({ name, version }): readonly CudaPackage[] => {
    const library = LIBRARIES.exec(name);
    const found =
      library?.[4] ??
      (library?.[1]?.startsWith('cuda-') || name === 'cuda-toolkit'
        ? /^1\d(?=\.)/.exec(version)?.[0]
        : undefined) ??
      NAMED.exec(name)?.[1] ??
      LOCAL_VERSION.exec(version)?.[1];
    return library || found !== undefined
      ? [
          {
            ...{ name, version, isLibrary: library !== null },
            ...(found !== undefined && { cuda: Number(found) }),
          },
        ]
      : [];
  });
}
