import type { CorpusCase } from "./corpus-case";
import { ENV_CASES } from "./corpus-env";
import { FILE_CASES } from "./corpus-files";
import { MIXED_CASES } from "./corpus-mixed";

/** Pod templates with every form in which a ConfigMap can be referred to, and by hand what each of them reads. */
export const CORPUS: CorpusCase[] = [...ENV_CASES, ...FILE_CASES, ...MIXED_CASES];
