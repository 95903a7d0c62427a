import type { Interface } from '../../../images/roles/servers/server';
import { rankModules } from './rank-modules';
import type { SourceModule } from './source-modules';

/** An application object or a function that makes one, and the interface it has. */
export interface FoundApp {
  /** `api.app:app` */
  readonly target: string;
  /** Absent where the sources do not show it. */
  readonly interface?: Interface;
  /** The target is a function that returns the application. */
  readonly isFactory: boolean;
}

/** Names of modules that hold applications, the likeliest first. */
const APP_MODULES = ['asgi', 'app', 'main', 'server', 'wsgi', '__init__', 'application', 'api'];

const MAKERS: Readonly<Record<string, Interface>> = {
  FastAPI: 'asgi',
  Starlette: 'asgi',
  Litestar: 'asgi',
  Quart: 'asgi',
  Flask: 'wsgi',
  get_asgi_application: 'asgi',
  get_wsgi_application: 'wsgi',
  ProtocolTypeRouter: 'asgi',
  Application: 'aiohttp',
};
/** What makes an application of Django; a project has a module for each interface. */
const DJANGO = /^(?:get_[aw]sgi_application|ProtocolTypeRouter)$/;
const CLASSES = Object.keys(MAKERS).join('|');
const FACTORY = '(?:create|make|get|build)_app(?:lication)?';
const APP = new RegExp(
  `^(?<name>[A-Za-z]\\w*)(?:\\s*:\\s*[\\w.[\\], ]+)?\\s*=\\s*(?:[\\w.]+\\.)?(?<maker>${CLASSES}|${FACTORY})\\(`,
  'm',
);
/** An application that is a function: its parameters are those of its interface. */
const CALLABLE =
  /^(?:(?<async>async )def (?<asgi>\w+)\(\s*scope\b|def (?<wsgi>\w+)\(\s*environ\b)/m;

/**
 * The application of a project, as its sources declare it at the top of a module; objects come before factories.
 *
 * @param preferred of the two that a project of Django has
 */
export function findApp(
  modules: readonly SourceModule[],
  preferred?: Interface,
): FoundApp | undefined {
  const sorted = rankModules(modules, APP_MODULES);
  const objects = sorted.flatMap((module): FoundApp[] => {
    const { name, maker } = APP.exec(module.text)?.groups ?? {};
    if (name === undefined || maker === undefined || !isOfAiohttp(maker, module)) return [];
    const kind = MAKERS[maker] ?? interfaceOfFactory(maker, module, modules);
    return [found(`${module.name}:${name}`, kind, false)];
  });
  const factories = sorted.flatMap((module) =>
    factoriesOf(module).flatMap(({ name, kind, isCalled }): FoundApp[] =>
      new RegExp(`^${FACTORY}$`).test(name) && kind !== undefined
        ? [found(`${module.name}:${name}`, kind, isCalled)]
        : [],
    ),
  );
  const [first] = objects;
  const isDjango = ({ target }: FoundApp): boolean => {
    const [home] = target.split(':');
    const { text = '' } = sorted.find(({ name }) => name === home) ?? {};
    return DJANGO.test(APP.exec(text)?.groups?.maker ?? '');
  };
  const other = objects.find((each) => each.interface === preferred && isDjango(each));
  return (first && isDjango(first) ? other : undefined) ?? first ?? factories[0];
}

/** What an application is that was named: as its module declares it. */
export function describeApp(target: string, modules: readonly SourceModule[]): FoundApp {
  const [name = '', attribute = 'app'] = target.split(':');
  const module = modules.find((each) => each.name === name);
  if (!module) return found(`${name}:${attribute}`, undefined, false);
  const factory = factoriesOf(module).find((each) => each.name === attribute);
  if (factory) return found(`${name}:${attribute}`, factory.kind, factory.isCalled);
  const { asgi, wsgi } = CALLABLE.exec(module.text)?.groups ?? {};
  const callable = asgi === attribute ? 'asgi' : wsgi === attribute ? 'wsgi' : undefined;
  const kind = callable ?? findApp([module])?.interface ?? importedInterface(module.text);
  return found(`${name}:${attribute}`, kind, false);
}

function found(target: string, kind: Interface | undefined, isFactory: boolean): FoundApp {
  return { target, ...(kind && { interface: kind }), isFactory };
}

/** An `Application` is one of aiohttp where its module imports that: Tornado and others have the name as well. */
function isOfAiohttp(maker: string, { text }: Pick<SourceModule, 'text'>): boolean {
  return maker !== 'Application' || /^(?:from|import) aiohttp\b/m.test(text);
}

/**
 * Functions at the top of a module that can be called without arguments, and what they make; the worker of aiohttp
 * calls one that is asynchronous by itself.
 */
function factoriesOf({ text }: SourceModule) {
  const definitions = text.matchAll(
    /^(?<async>async )?def (?<name>\w+)\((?<parameters>[^)]*)\)(?<body>[^\n]*\n(?:(?:[ \t][^\n]*)?\n)*)/gm,
  );
  return [...definitions].flatMap(({ groups = {} }) => {
    const { name = '', parameters = '', body = '' } = groups;
    const required = parameters
      .split(/,(?![^[]*\])/)
      .filter((each) => /\w/.test(each) && !each.includes('=') && !/^\s*\*/.test(each));
    const kind = madeIn(body, text);
    const isCalled = groups.async === undefined;
    return required.length > 0 || (!isCalled && kind !== 'aiohttp')
      ? []
      : [{ name, kind, isCalled }];
  });
}

/** Interface of the application that a function's annotation or body names. */
function madeIn(body: string, text: string): Interface | undefined {
  const made = new RegExp(
    `->\\s*["']?(?:\\w+\\.)?(?<annotated>${CLASSES})\\b|\\b(?<called>${CLASSES})\\(`,
  );
  const { annotated, called } = made.exec(body)?.groups ?? {};
  const maker = annotated ?? called ?? '';
  return isOfAiohttp(maker, { text }) ? MAKERS[maker] : undefined;
}

/** Interface of what a factory makes, wherever it is defined. */
function interfaceOfFactory(
  name: string,
  module: SourceModule,
  modules: readonly SourceModule[],
): Interface | undefined {
  const kinds = [module, ...modules]
    .filter(({ text }) => new RegExp(`^def ${name}\\(`, 'm').test(text))
    .map((each) => factoriesOf(each).find((factory) => factory.name === name)?.kind);
  return kinds.find((kind) => kind !== undefined) ?? importedInterface(module.text);
}

function importedInterface(text: string): Interface | undefined {
  const imports = (names: string) => new RegExp(`^(?:from|import) (?:${names})\\b`, 'm').test(text);
  const isWsgi = imports('flask');
  const isAsgi = imports('fastapi|starlette|litestar|quart');
  if (isWsgi !== isAsgi) return isWsgi ? 'wsgi' : 'asgi';
  return !isWsgi && /^from aiohttp import .*\bweb\b/m.test(text) ? 'aiohttp' : undefined;
}
