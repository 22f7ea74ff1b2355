import Link from "next/link";
import type { RolloutJson } from "@/lib/bots/schemas";
import { broughtByWords } from "./brought-by-words";

/** Who or what brought a rollout, and why: "ci-release · 51c0d9e “Faster answers”", "Kim rolled back from 1.0.5 · “wrong answers”". */
export function HistoryWho({ rollout, from }: { rollout: RolloutJson; from: RolloutJson | undefined }) {
  const { release, broughtBy, rollbackId } = rollout;
  const who = broughtByWords(rollout) ?? "not known by whom";
  // Commit and cause tell of the code, which an edit of config leaves as it was.
  const onlyConfig = rollout.change === "config";
  const why = broughtBy.why ?? (onlyConfig ? null : release.changeCause);
  const commit = rollbackId || onlyConfig ? null : release.commit;

  return (
    <p className="min-w-0 break-words">
      {rollbackId ? (
        <>
          {who}{" "}
          <Link
            href={`/rollbacks/${encodeURIComponent(rollbackId)}`}
            prefetch={false}
            className="underline decoration-line-2 underline-offset-4 hover:text-ink hover:decoration-ink"
          >
            rolled back
          </Link>
          {from && (
            <>
              {" "}
              from <span className="version">{from.release.version}</span>
            </>
          )}
        </>
      ) : (
        who
      )}
      {rollout.configMaps.length > 0 && (
        <>
          {rollout.change === "code-and-config" ? " · with " : " · "}
          <span className="version">{mapWords(rollout.configMaps)}</span>
        </>
      )}
      {commit && (
        <>
          {" · "}
          <span className="version">{commit.slice(0, 7)}</span>
        </>
      )}
      {why && (commit ? ` “${why}”` : ` · “${why}”`)}
      {rollout.revision !== null && <span className="text-ink-3"> · revision {rollout.revision}</span>}
    </p>
  );
}

const MOST_MAPS = 3;

function mapWords(names: readonly string[]): string {
  const more = names.length - MOST_MAPS;
  return `${names.slice(0, MOST_MAPS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
