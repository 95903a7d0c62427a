import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

const FOLDER = join(import.meta.dirname, '../../packages/nx-slipway/src/problems/kinds');

/** Facts of a problem, each the name of its field in angle brackets. */
export interface Facts extends Readonly<Record<string, unknown>> {
  readonly kind: string;
}

/** A file of problems. */
export interface ProblemArea {
  /** `push` of push-problem.ts. */
  readonly name: string;
  /** Its kinds in the order of the file; of each, one or more examples. */
  readonly kinds: ReadonlyMap<string, readonly Facts[]>;
}

/** Every kind of problem with examples of its facts, read from the types. */
export function problemAreas(): readonly ProblemArea[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^\w+-problem\.ts$/.test(basename(file)))
    .sort()
    .map((file) => ({
      name: basename(file, '-problem.ts'),
      kinds: readKinds(join(FOLDER, file)),
    }));
}

function readKinds(file: string): ReadonlyMap<string, readonly Facts[]> {
  const types = readTypes(file);
  const [, union] = [...types].find(([name]) => name.endsWith('Problem')) ?? [];
  const kinds = new Map<string, readonly Facts[]>();
  for (const member of union ? membersOf(union) : []) {
    const fields = fieldsOf(member, types);
    const kind = fields.get('kind')?.type;
    for (const name of kind ? literalsOf(kind) : [])
      kinds.set(name, examplesOf(name, fields, types));
  }
  return kinds;
}

/** The types of a file, and after them those of its own folder that it imports. */
function readTypes(file: string): Types {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const types = new Map<string, ts.TypeNode | ts.InterfaceDeclaration>();
  const imported: string[] = [];
  source.forEachChild((node) => {
    if (ts.isTypeAliasDeclaration(node)) types.set(node.name.text, node.type);
    if (ts.isInterfaceDeclaration(node)) types.set(node.name.text, node);
    const from = ts.isImportDeclaration(node)
      ? (node.moduleSpecifier as ts.StringLiteral).text
      : '';
    if (from.startsWith('./')) imported.push(join(dirname(file), `${from}.ts`));
  });
  return new Map([...types, ...imported.flatMap((each) => [...readTypes(each)])]);
}

type Types = ReadonlyMap<string, ts.TypeNode | ts.InterfaceDeclaration>;

type Fields = ReadonlyMap<string, { readonly type: ts.TypeNode; readonly isOptional: boolean }>;

/** One example with all facts, one without the optional ones, and one for each further choice of a fact. */
function examplesOf(kind: string, fields: Fields, types: Types): readonly Facts[] {
  const names = [...fields.keys()].filter((name) => name !== 'kind');
  const example = (
    wanted: readonly string[],
    choice: Readonly<Record<string, unknown>> = {},
  ): Facts => ({
    kind,
    ...Object.fromEntries(
      wanted.map((name) => [
        name,
        choice[name] ?? exampleOf(name, fields.get(name)?.type as ts.TypeNode, types),
      ]),
    ),
  });
  const needed = names.filter((name) => !fields.get(name)?.isOptional);
  const choices = needed.flatMap((name) => {
    const type = fields.get(name)?.type as ts.TypeNode;
    const objects = objectsOf(type, types).map((each) => exampleOf(name, each, types));
    return [...literalsOf(type).slice(1), ...objects.slice(1)].map((value) => ({ [name]: value }));
  });
  return [example(names), example(needed), ...choices.map((choice) => example(names, choice))];
}

function exampleOf(name: string, type: ts.TypeNode, types: Types): unknown {
  if (ts.isTypeOperatorNode(type)) return exampleOf(name, type.type, types);
  if (ts.isArrayTypeNode(type)) return [exampleOf(singular(name), type.elementType, types)];
  if (ts.isTupleTypeNode(type)) {
    return type.elements.map((each) => exampleOf(singular(name), each as ts.TypeNode, types));
  }
  if (ts.isTypeLiteralNode(type)) return recordOf(type, types);
  if (ts.isTypeReferenceNode(type)) {
    const reference = (type.typeName as ts.Identifier).text;
    if (reference === 'Place') return { file: '<file>', line: '<line>' };
    if (reference === 'LockedBy') return 'uv';
    const found = types.get(reference);
    if (found) {
      return ts.isInterfaceDeclaration(found)
        ? recordOf(found, types)
        : exampleOf(name, found, types);
    }
  }
  const [object] = objectsOf(type, types);
  if (object) return exampleOf(name, object, types);
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return true;
  return literalsOf(type)[0] ?? `<${name}>`;
}

function recordOf(type: ts.Node, types: Types): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...fieldsOf(type, types)].map(([key, field]) => [key, exampleOf(key, field.type, types)]),
  );
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<=\w\w\w)s$/, '');
}

function membersOf(type: ts.Node): readonly ts.Node[] {
  return ts.isUnionTypeNode(type) ? type.types : [type];
}

function fieldsOf(type: ts.Node, types: Types): Fields {
  if (ts.isParenthesizedTypeNode(type)) return fieldsOf(type.type, types);
  if (ts.isIntersectionTypeNode(type)) {
    return new Map(type.types.flatMap((each) => [...fieldsOf(each, types)]));
  }
  if (ts.isTypeReferenceNode(type)) {
    const found = types.get((type.typeName as ts.Identifier).text);
    return found ? fieldsOf(found, types) : new Map();
  }
  if (!ts.isTypeLiteralNode(type) && !ts.isInterfaceDeclaration(type)) return new Map();
  return new Map(
    type.members
      .filter(ts.isPropertySignature)
      .map(({ name, type: of, questionToken }) => [
        (name as ts.Identifier).text,
        { type: of as ts.TypeNode, isOptional: questionToken !== undefined },
      ]),
  );
}

/** The shapes of a value that is one of several objects; none for another value. */
function objectsOf(type: ts.TypeNode, types: Types): readonly ts.TypeNode[] {
  const named = ts.isTypeReferenceNode(type)
    ? types.get((type.typeName as ts.Identifier).text)
    : type;
  return named && ts.isUnionTypeNode(named) ? named.types.filter(ts.isTypeLiteralNode) : [];
}

function literalsOf(type: ts.TypeNode): readonly string[] {
  return membersOf(type).flatMap((each) =>
    ts.isLiteralTypeNode(each as ts.TypeNode) &&
    ts.isStringLiteral((each as ts.LiteralTypeNode).literal)
      ? [((each as ts.LiteralTypeNode).literal as ts.StringLiteral).text]
      : [],
  );
}
