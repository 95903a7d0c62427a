/** The two sides that each shape is measured of, in the order in which they take turns. */
export const sides = ['original', 'nx-slipway'] as const;

export type Side = (typeof sides)[number];

/** An image that a text about hand-written Dockerfiles describes, and how both sides make it. */
export interface Shape {
  /** As results, `--shape` and the docs have it: `basic-slim-image`. */
  readonly name: string;
  /** The text that describes it. */
  readonly seed: string;
  /** Which of the two code bases it is an image of. */
  readonly app: 'pay' | 'shop';
  readonly original: {
    /** Name of the file in `originals/`, without its end. */
    readonly dockerfile: string;
    /** Stage that is built; the last one where it is left out. */
    readonly target?: string;
  };
  /** What it is called in the workspace that our generators have written. */
  readonly slipway: {
    /** Name of the project. */
    readonly project: string;
    /** Name of the image within the project; none for the first. */
    readonly image?: string;
  };
}
