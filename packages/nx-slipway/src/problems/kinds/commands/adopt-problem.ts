import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with taking a hand-written Dockerfile over, and what is left to do after it. */
export type AdoptProblem =
  /** A folder without a Python project. */
  | { readonly kind: 'adopt-without-pyproject'; readonly place: Place }
  | { readonly kind: 'adopt-without-dockerfile'; readonly place: Place; readonly project: string }
  | {
      readonly kind: 'adopt-dockerfile-ambiguous';
      readonly project: string;
      readonly files: readonly string[];
    }
  | {
      readonly kind: 'adopt-dockerfile-missing';
      readonly file: string;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'adopt-stage-unknown';
      readonly place: Place;
      readonly stage: string;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'adopt-base-without-python';
      readonly place: Place;
      readonly reference: string;
    }
  | {
      readonly kind: 'adopt-conda';
      readonly place: Place;
      /** The program or image that installs packages. */
      readonly program: string;
    }
  | {
      readonly kind: 'adopt-image-taken';
      readonly place: Place;
      readonly image: string;
      /** Another name that is free. */
      readonly free: string;
    }
  | {
      /** A step or line that no rule explains. */
      readonly kind: 'adopt-instruction-left';
      readonly place: Place;
      readonly instruction: string;
      readonly what: string;
      readonly next: string;
    }
  | {
      /** A file of the image names a path or a program that the new image has elsewhere. */
      readonly kind: 'adopt-old-words';
      readonly place: Place;
      readonly words: string;
      readonly now: string;
    }
  | { readonly kind: 'adopt-uncommitted'; readonly place: Place; readonly isUnknown: boolean }
  | {
      readonly kind: 'adopt-part-replaced';
      readonly place: Place;
      readonly project: string;
      readonly stages: readonly string[];
    }
  | {
      /** A stage that other Dockerfiles are built from. */
      readonly kind: 'adopt-stage-used';
      readonly place: Place;
      readonly stage: string;
      readonly users: readonly string[];
    }
  | {
      /** The old file makes no image of the workspace, since it lies elsewhere than its project. */
      readonly kind: 'adopt-not-compared';
      readonly place: Place;
      /** Where nx-slipway would build it. */
      readonly file: string;
    }
  | {
      readonly kind: 'adopt-build-failed';
      readonly project: string;
      readonly targets: readonly string[];
    }
  | {
      readonly kind: 'adopt-other-python';
      readonly place: Place;
      readonly stack: string;
      readonly python: string;
      readonly wanted: string;
    };

export const adoptExplanations: Explanations<AdoptProblem> = {
  'adopt-without-pyproject': () => ({
    what: 'this folder has no pyproject.toml, and a generated Dockerfile installs what one declares',
    next: 'Write one with [project], a name, a version and the dependencies, lock it, and run the command again.',
  }),
  'adopt-without-dockerfile': ({ project }) => ({
    what: 'this folder has no Dockerfile',
    next: `Give one with --dockerfile, or write a new image: nx g nx-slipway:service ${project} --role=http`,
  }),
  'adopt-dockerfile-ambiguous': ({ project, files }) => ({
    what: `${project} has several hand-written Dockerfiles: ${files.join(', ')}`,
    next: `Choose one: --dockerfile=${files[0] ?? 'Dockerfile'}`,
  }),
  'adopt-dockerfile-missing': ({ file, known }) => ({
    what: `the Dockerfile ${file} does not exist`,
    next:
      known.length > 0
        ? `Give one of ${known.join(', ')}.`
        : 'Give its path relative to the workspace root.',
  }),
  'adopt-stage-unknown': ({ stage, known }) => ({
    what: `this file has no stage ${stage}`,
    next:
      known.length > 0
        ? `Give one of its stages: ${known.join(', ')}.`
        : 'Leave --stage out: no stage of this file has a name.',
  }),
  'adopt-base-without-python': ({ reference }) => ({
    what: `nobody can tell from its name whether ${reference} has Python, and a stack needs \`python\`, \`pip\` and \`venv\``,
    next: `Add --stack=python to this command, after you have created the stack on an image with the same Python: nx g nx-slipway:stack python --from=${reference}`,
  }),
  'adopt-conda': ({ program }) => ({
    what: `${program} installs packages that no lock of uv, Poetry or pip has`,
    next: 'Keep this file, which nx-slipway builds as it is, or add the packages to pyproject.toml, lock them, and install them here without conda first.',
  }),
  'adopt-image-taken': ({ image, free }) => ({
    what: `the name ${image} is already used by another image`,
    next: `Give another one: --image=${free}`,
  }),
  'adopt-instruction-left': ({ instruction, what, next }) => ({
    what: `${instruction} was not taken over: ${what}`,
    next,
  }),
  'adopt-old-words': ({ words, now }) => ({
    what: `this file names \`${words}\`, which the new image does not have`,
    next: `Write ${now.startsWith('/') ? `\`${now}\`` : now}, or what is right in both images, before you use the new one.`,
  }),
  'adopt-uncommitted': ({ isUnknown }) => ({
    what: isUnknown
      ? 'git does not have this file, so that it would be lost'
      : 'this file has changes that are in no commit, which would be lost',
    next: 'Commit it, then run the generator again with --replace.',
  }),
  'adopt-part-replaced': ({ project, stages }) => ({
    what: `this file makes other images as well: ${stages.join(', ')}`,
    next: `Leave --stage out to replace it with all of them: nx g nx-slipway:adopt ${project} --replace`,
  }),
  'adopt-stage-used': ({ stage, users }) => ({
    what: `the stage ${stage} would be gone with this file, and ${users.join(', ')} ${users.length === 1 ? 'is' : 'are'} built from it`,
    next: `Move the stage into a file of its own first, ${stage}.Dockerfile, which keeps the name of its image.`,
  }),
  'adopt-not-compared': ({ place, file }) => ({
    what: 'nx-slipway builds no image from this file, which is not beside the pyproject.toml of a project, so that nothing was compared; the new file is written',
    next: `Move it, then compare again with --dockerfile=${file}: git mv ${place.file} ${file}`,
  }),
  'adopt-build-failed': ({ project, targets }) => ({
    what: 'one of the images was not built, so that they cannot be compared; the new file is written',
    next: `Build them again after a correction: nx run-many -t ${targets.join(',')} -p ${project}`,
  }),
  'adopt-other-python': ({ stack, python, wanted }) => ({
    what: `this file runs on Python ${wanted}, and the stack ${stack} has Python ${python}`,
    next: 'Leave --stack out for a stack of the same Python, or test the image on the other one.',
  }),
};
