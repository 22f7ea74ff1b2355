import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Which of our files each of our files imports at run time; imports of types alone leave nothing behind. */
export function moduleGraph(folders: readonly string[]): Map<string, string[]> {
  const files = folders.flatMap(filesIn);
  return new Map(files.map((file) => [file, importsOf(file).flatMap((name) => resolved(file, name) ?? [])]));
}

/** One cycle for each file that can reach itself, shortest way round; each cycle once. */
export function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found = new Map<string, string[]>();
  for (const start of graph.keys()) {
    const cycle = wayBack(graph, start);
    const name = cycle?.toSorted().join();
    if (cycle && name && !found.has(name)) found.set(name, cycle);
  }
  return [...found.values()];
}

function wayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const seen = new Set<string>();
  const queue: string[][] = [[start]];
  for (let way = queue.shift(); way; way = queue.shift()) {
    for (const next of graph.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) queue.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function filesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return /\.tsx?$/.test(place) ? [place] : [];
  return readdirSync(place).flatMap((name) => filesIn(path.join(place, name)));
}

function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
    const isType = clause !== undefined && (ts.isImportClause(clause) ? isTypeImport(clause) : clause.isTypeOnly);
    return isType || !statement.moduleSpecifier ? [] : [(statement.moduleSpecifier as ts.StringLiteral).text];
  });
}

function isTypeImport(clause: ts.ImportClause): boolean {
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined && named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
  );
}

function resolved(from: string, name: string): string | undefined {
  const base = name.startsWith("@/") ? name.slice(2) : name.startsWith(".") ? path.join(path.dirname(from), name) : undefined;
  return base && [base, `${base}.ts`, `${base}.tsx`].find((file) => existsSync(file) && statSync(file).isFile());
}
