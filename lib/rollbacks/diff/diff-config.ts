import type { ConfigFileDiff } from "../schemas";
import type { ConfigBytes, ConfigContents, MapContents } from "./config-contents";
import { diffFile } from "./diff-file";
import { saysOfMap } from "./says-of-map";
import { Room } from "./room";

const MOST_FILES = 300;
const NO_FILES: ReadonlyMap<string, ConfigBytes> = new Map();

/** What changes in the files that pods can see of ConfigMaps, one entry for each file that differs, sorted by map and key. Credentials are hidden. */
export function diffConfig(from: ConfigContents, to: ConfigContents): ConfigFileDiff[] {
  const names = [...new Set([...from.keys(), ...to.keys()])].sort();
  const room = new Room();
  const files = names.flatMap((name) => diffMap(name, from.get(name), to.get(name), room));
  return files.length <= MOST_FILES ? files : [...files.slice(0, MOST_FILES), moreFiles(files.slice(MOST_FILES))];
}

function diffMap(map: string, from: MapContents | undefined, to: MapContents | undefined, room: Room): ConfigFileDiff[] {
  const said = saysOfMap(map, from, to);
  if (from?.state === "uncovered" || to?.state === "uncovered") return said;
  const before = from?.state === "recorded" ? from.files : NO_FILES;
  const after = to?.state === "recorded" ? to.files : NO_FILES;
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return [...said, ...keys.flatMap((key) => diffFile({ map, key, from: before.get(key), to: after.get(key), room }))];
}

function moreFiles(files: readonly ConfigFileDiff[]): ConfigFileDiff {
  const lines = (which: "added" | "removed") => files.reduce((sum, file) => sum + file[which], 0);
  const [added, removed] = [lines("added"), lines("removed")];
  return {
    map: "",
    key: null,
    change: "changed",
    format: null,
    note: `${files.length.toLocaleString("en")} more files differ.`,
    hunks: [],
    added,
    removed,
    unshown: added + removed,
  };
}
