/** One thing that the doctor looked at. `fix` is to be copied: a command or a piece of configuration. */
export type Finding = { what: string; ok: boolean; sentence: string; fix?: string };

export const works = (what: string, sentence: string): Finding => ({ what, ok: true, sentence });

export const fails = (what: string, sentence: string, fix?: string): Finding => ({
  what,
  ok: false,
  sentence,
  ...(fix === undefined ? {} : { fix }),
});
