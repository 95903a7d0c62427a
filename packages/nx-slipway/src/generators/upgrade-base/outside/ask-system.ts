import type { CheckFacts, UpgradeAnswers } from '../../../images/upgrade/check-facts';
import type {
  LackingLibraries,
  LibraryQuestion,
} from '../../../images/upgrade/linked/base-libraries';
import {
  installedPackages,
  libraryQuestions,
  linkedImages,
} from '../../../images/upgrade/linked/library-questions';
import type { LinkedAnswers, LinkedImages } from '../../../images/upgrade/linked/linked-answers';
import { askLinks, type LinksContext } from './ask-links';
import { askNewBase, type BaseAnswer } from './ask-new-base';

type SystemAnswers = Pick<UpgradeAnswers, 'apt' | 'linked'>;

/**
 * Asks built images what they are linked with, and each new base for Debian packages and for those libraries, in one
 * container for all stacks on it.
 *
 * @param packagesOf Debian packages that an upgrade needs to know of
 * @returns answers in the order of the facts
 */
export async function askSystem(
  all: readonly CheckFacts[],
  packagesOf: (facts: CheckFacts) => readonly string[],
  outside: LinksContext,
): Promise<readonly SystemAnswers[]> {
  const linked = new Map(all.map((facts) => [facts, linkedImages(facts)]));
  const images = askLinks([...new Set([...linked.values()].flat())].sort(), outside);
  const questions = images.then(
    (known) => new Map(all.map((facts) => [facts, libraryQuestions(facts, known)])),
  );
  const answers = new Map(
    [...new Set(all.map(({ to }) => to))].map((to) => {
      const own = all.filter((facts) => facts.to === to);
      const hasImages = own.some((facts) => linked.get(facts)?.length);
      return [to, askBase(to, { all: own, packagesOf, ...(hasImages && { questions }) }, outside)];
    }),
  );
  return await Promise.all(
    all.map(async (facts) => {
      const answer = await answers.get(facts.to);
      if (!answer) return { apt: { missing: new Map() } };
      const { apt, libraries } = answer;
      if (!linked.get(facts)?.length) return { apt };
      const own = (await questions).get(facts) ?? new Map();
      return { apt, linked: linkedAnswers(own, libraries, await images) };
    }),
  );
}

/** What a base said of Debian packages, and of libraries by the packages that are installed beside them. */
interface BaseAnswers extends Pick<BaseAnswer, 'apt'> {
  readonly libraries: ReadonlyMap<string, LackingLibraries> | { readonly why: string };
}

/** Asks one base for all stacks on it. */
async function askBase(
  to: string,
  {
    all,
    packagesOf,
    questions,
  }: {
    readonly all: readonly CheckFacts[];
    readonly packagesOf: (facts: CheckFacts) => readonly string[];
    /** By what is upgraded; absent where no image is asked. */
    readonly questions?: Promise<ReadonlyMap<CheckFacts, ReadonlyMap<string, LibraryQuestion>>>;
  },
  outside: LinksContext,
): Promise<BaseAnswers> {
  const asked = questions?.then((known) =>
    together(all.flatMap((facts) => [...(known.get(facts)?.values() ?? [])])),
  );
  const installed = questions ? all.flatMap(installedPackages) : [];
  const packages = [...new Set([...all.flatMap(packagesOf), ...installed])].sort();
  const libraries = asked?.then((each) => [...each.values()]);
  const answer = await askNewBase(to, { packages, ...(libraries && { libraries }) }, outside);
  const { apt, libraries: lacking } = answer;
  if ('why' in lacking) return { apt, libraries: lacking };
  const keys = [...((await asked) ?? new Map()).keys()];
  return { apt, libraries: new Map(lacking.map((each, index) => [keys[index], each])) };
}

/** Questions of images with the same packages are one. */
function together(questions: readonly LibraryQuestion[]): ReadonlyMap<string, LibraryQuestion> {
  const libraries = new Map<string, LibraryQuestion>();
  for (const question of questions) {
    const key = keyOf(question);
    const known = libraries.get(key);
    const needs = new Map(known?.needs);
    for (const [name, versions] of question.needs) {
      needs.set(name, [...new Set([...(needs.get(name) ?? []), ...versions])].sort());
    }
    const paths = [...new Set([...(known?.paths ?? []), ...question.paths])].sort();
    libraries.set(key, { packages: question.packages, needs, paths });
  }
  return libraries;
}

function keyOf({ packages }: Pick<LibraryQuestion, 'packages'>): string {
  return packages.join(' ');
}

function linkedAnswers(
  questions: ReadonlyMap<string, LibraryQuestion>,
  lacking: BaseAnswers['libraries'],
  images: LinkedImages,
): LinkedAnswers {
  if ('why' in lacking) return { images, lacking };
  return {
    images,
    lacking: new Map(
      [...questions].flatMap(([reference, question]): [string, LackingLibraries][] => {
        const own = lacking.get(keyOf(question));
        return own ? [[reference, own]] : [];
      }),
    ),
  };
}
