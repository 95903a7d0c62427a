import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { MEGABYTE } from './layer-bounds';

/**
 * Megabytes of the wheels of heavy packages for Linux on x86_64, rounded, as PyPI had them in November 2026. Poetry and
 * pip lock no sizes, and the index of PyTorch tells uv none. What these decide is which packages have a layer of their own, not what an image holds.
 */
const USUAL: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ansible: 51,
    bitsandbytes: 43,
    botocore: 17,
    catboost: 97,
    'cupy-cuda12x': 135,
    duckdb: 25,
    'faiss-cpu': 19,
    'google-api-python-client': 17,
    gradio: 31,
    'jax-cuda12-pjrt': 190,
    jaxlib: 87,
    libclang: 25,
    llvmlite: 60,
    matplotlib: 10,
    numpy: 16,
    'nvidia-cublas': 500,
    'nvidia-cuda-cupti': 12,
    'nvidia-cuda-nvrtc': 70,
    'nvidia-cudnn': 600,
    'nvidia-cufft': 210,
    'nvidia-curand': 77,
    'nvidia-cusolver': 280,
    'nvidia-cusparse': 250,
    'nvidia-cusparselt': 170,
    'nvidia-nccl': 280,
    'nvidia-nvjitlink': 43,
    'nvidia-nvshmem': 200,
    onnxruntime: 28,
    'onnxruntime-gpu': 255,
    open3d: 400,
    'opencv-contrib-python': 89,
    'opencv-contrib-python-headless': 70,
    'opencv-python': 74,
    'opencv-python-headless': 61,
    paddlepaddle: 195,
    pandas: 12,
    pillow: 7,
    playwright: 53,
    plotly: 10,
    'polars-runtime-32': 54,
    pyarrow: 50,
    pymupdf: 69,
    'pyside6-addons': 59,
    'pyside6-essentials': 84,
    'pyside6-webengine': 117,
    ray: 79,
    rdkit: 32,
    'scikit-learn': 9,
    scipy: 35,
    spacy: 35,
    tensorflow: 570,
    'tensorflow-cpu': 270,
    torch: 540,
    torchvision: 8,
    transformers: 14,
    triton: 285,
    vtk: 140,
    xgboost: 58,
  }),
);

/** Megabytes of PyTorch for the CPU, which is a version of its own. */
const TORCH_CPU = 190;

/** Returns bytes of a package whose lock tells no size; undefined for one that is not known to be heavy. */
export function usualBytes({
  name,
  version,
}: Pick<ThirdPartyPackage, 'name' | 'version'>): number | undefined {
  if (name === 'torch' && version.endsWith('+cpu')) return TORCH_CPU * MEGABYTE;
  // NVIDIA has the version of CUDA in the names of its packages.
  const known = USUAL.get(name.replace(/^(nvidia-.*)-cu\d+$/, '$1'));
  return known === undefined ? undefined : known * MEGABYTE;
}
