import type { CheckFacts, UpgradeAnswers } from '../../../images/upgrade/check-facts';
import type {
  LackingLibraries,
  LibraryQuestion,
} from '../../../images/upgrade/linked/base-libraries';
import { libraryQuestions, linkedImages } from '../../../images/upgrade/linked/library-questions';
import type { LinkedAnswers, LinkedImages } from '../../../images/upgrade/linked/linked-answers';
import { askLinks, type LinksContext } from './ask-links';
import { askNewBase, type BaseAnswer } from './ask-new-base';

type SystemAnswers = Pick<UpgradeAnswers, 'apt' | 'linked'>;

/** What one base is asked for all stacks on it. */
interface Asked {
  readonly packages: readonly string[];
  /** Libraries by the packages that are installed beside them. */
  readonly libraries: ReadonlyMap<string, LibraryQuestion>;
}

/**
 * Asks built images what they are linked with, and then each new base for Debian packages and for those libraries, in
 * one container for all stacks on it.
 *
 * @param packagesOf Debian packages that an upgrade needs to know of
 * @returns answers in the order of the facts
 */
export async function askSystem(
  all: readonly CheckFacts[],
  packagesOf: (facts: CheckFacts) => readonly string[],
  outside: LinksContext,
): Promise<readonly SystemAnswers[]> {
  const images = await askLinks([...new Set(all.flatMap(linkedImages))].sort(), outside);
  const questions = all.map((facts) =>
    linkedImages(facts).length > 0 ? libraryQuestions(facts, images) : new Map(),
  );
  const answers = new Map(
    await Promise.all(
      [...new Set(all.map(({ to }) => to))].map(async (to) => {
        const own = all.flatMap((facts, index) => (facts.to === to ? [index] : []));
        const asked = together(
          own.flatMap((index) => packagesOf(all[index] as CheckFacts)),
          own.flatMap((index) => [...(questions[index]?.values() ?? [])]),
        );
        const { packages, libraries } = asked;
        const answer = await askNewBase(
          to,
          { packages, libraries: [...libraries.values()] },
          outside,
        );
        return [to, { asked, answer }] as const;
      }),
    ),
  );
  return all.map((facts, index) => {
    const known = answers.get(facts.to);
    if (!known) return { apt: { missing: new Map() } };
    const { asked, answer } = known;
    const linked = linkedAnswers(questions[index] ?? new Map(), { asked, answer, images });
    return { apt: answer.apt, ...(linkedImages(facts).length > 0 && { linked }) };
  });
}

/** Questions of images with the same packages are one. */
function together(packages: readonly string[], questions: readonly LibraryQuestion[]): Asked {
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
  const all = [...packages, ...questions.flatMap((question) => question.packages)];
  return { packages: [...new Set(all)].sort(), libraries };
}

function keyOf({ packages }: Pick<LibraryQuestion, 'packages'>): string {
  return packages.join(' ');
}

function linkedAnswers(
  questions: ReadonlyMap<string, LibraryQuestion>,
  {
    asked: { libraries },
    answer,
    images,
  }: { readonly asked: Asked; readonly answer: BaseAnswer; readonly images: LinkedImages },
): LinkedAnswers {
  const lacking = answer.libraries;
  if ('why' in lacking) return { images, lacking };
  const keys = [...libraries.keys()];
  return {
    images,
    lacking: new Map(
      [...questions].flatMap(([reference, question]): [string, LackingLibraries][] => {
        const own = lacking[keys.indexOf(keyOf(question))];
        return own ? [[reference, own]] : [];
      }),
    ),
  };
}
