import { nowInSeconds, FleetBot, type Change } from "./fleet-bot";
import { rawConfigMap } from "./raw-bot";

const TEAM = 10;
/** A map that changes more often within an hour counts as rewritten by a controller, and is part of no release. */
const MOST_EDITS_OF_A_MAP = 12;

export const NAMESPACE = "support";

type Team = { flags: string; bots: FleetBot[]; mode: number; edits: number };

/** The bots of the load in teams of ten, and maps that no bot reads. */
export class Fleet {
  readonly bots: FleetBot[] = [];
  readonly #teams: Team[] = [];
  #writes = 0;

  constructor(size: number) {
    for (let index = 0; index < size; index++) {
      const flags = `team-${Math.floor(index / TEAM)}-flags`;
      const bot = new FleetBot({ index, namespace: NAMESPACE, flags });
      this.bots.push(bot);
      if (index % TEAM === 0) this.#teams.push({ flags, bots: [], mode: 0, edits: 0 });
      this.#teams.at(-1)?.bots.push(bot);
    }
  }

  objects(): Change[] {
    return [
      ...this.bots.flatMap((bot) => bot.objects()),
      ...this.#teams.map(flagsOf),
      ...this.bots.map((_, index) => this.leaderRecord(index)),
    ];
  }

  /** A map that no bot reads, and that its controller writes again and again. */
  leaderRecord(index: number): Change {
    const record = { leader: `{"holder":"node-${index % 40}","renewed":${(this.#writes += 1)}}` };
    return map(`lock-${index % this.bots.length}`, record);
  }

  /** A map that ten bots read is edited where none of them looks; nothing once it was edited so often that it would count as rewritten. */
  editUnseen(index: number): Change[] {
    const team = this.#teams[index % this.#teams.length] as Team;
    if (team.edits + 2 >= MOST_EDITS_OF_A_MAP) return [];
    team.edits += 1;
    return [flagsOf(team)];
  }

  /** Each shared map gets content that each of its bots sees: a new release of every bot at once. */
  editAll(): Change[] {
    for (const team of this.#teams) team.mode += 1;
    return this.#teams.map(flagsOf);
  }

  /** What the bot's pods can see of ConfigMaps now. */
  configOf(bot: FleetBot): Change[] {
    const team = this.#teams.find(({ flags }) => flags === bot.state.flags) as Team;
    return [bot.rules(), flagsOf(team)];
  }
}

function flagsOf({ flags, mode, edits }: Team): Change {
  return map(flags, { mode: `mode-${mode}`, notes: `Seen by people only, edit ${edits}` });
}

function map(name: string, data: Record<string, string>): Change {
  return { kind: "ConfigMap", type: "MODIFIED", object: rawConfigMap({ namespace: NAMESPACE, name }, data, nowInSeconds()) };
}
