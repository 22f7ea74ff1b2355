import { z } from "zod";
import { SupportNoteJson } from "@/lib/bots/schemas";
import {
  CreatedPublicLink,
  CreatePublicLinkInput,
  PublicLinkJson,
  PublicStatus,
  StatusJson,
  WriteSupportNoteInput,
} from "@/lib/bots/status/schemas";
import { ById, type Operation } from "./operation";

/** What `/api/v1` can do for people who talk to customers, and for screens on a wall. */
export const statusOperations = {
  readStatus: {
    method: "GET",
    path: "/api/v1/status",
    summary: "How each bot is: the facts that the sentences of the status page are made of.",
    permission: "read",
    answers: { 200: { description: "Every bot that is in its cluster.", schema: StatusJson } },
    problems: [],
  },
  writeSupportNote: {
    method: "PUT",
    path: "/api/v1/bots/{id}/support-note",
    summary:
      "Writes what people who talk to customers are to know of a bot, or removes it with `text: null`. `former` is `at` of the note that you saw, or null: another one is not overwritten.",
    permission: "write-support-note",
    params: ById,
    body: WriteSupportNoteInput,
    answers: { 200: { description: "The note as it stands now.", schema: z.strictObject({ supportNote: SupportNoteJson.nullable() }) } },
    problems: ["not-found", "conflict"],
  },
  listPublicLinks: {
    method: "GET",
    path: "/api/v1/public-links",
    summary: "The public links to the status of an environment, revoked ones too. Their secrets are not kept.",
    permission: "manage-public-links",
    query: CreatePublicLinkInput,
    answers: { 200: { description: "Those that work first.", schema: z.strictObject({ items: z.array(PublicLinkJson) }) } },
    problems: [],
  },
  createPublicLink: {
    method: "POST",
    path: "/api/v1/public-links",
    summary: "Makes a link to the status of an environment that works without signing in. Its path is shown this once.",
    permission: "manage-public-links",
    body: CreatePublicLinkInput,
    answers: { 201: { description: "The link, and its path.", schema: CreatedPublicLink } },
    problems: ["not-found"],
  },
  revokePublicLink: {
    method: "POST",
    path: "/api/v1/public-links/{id}/revoke",
    summary: "Ends a public link at once.",
    permission: "manage-public-links",
    params: ById,
    answers: { 200: { description: "The link, revoked.", schema: PublicLinkJson } },
    problems: ["not-found"],
  },
  readPublicStatus: {
    method: "GET",
    path: "/api/v1/public-status/{secret}",
    summary:
      "What whoever has a public link sees of its environment: no people, no reasons, nothing beyond the sentences of the status page.",
    permission: null,
    params: z.strictObject({ secret: z.string().min(1).max(100) }),
    answers: { 200: { description: "How each bot of that environment is.", schema: PublicStatus } },
    problems: ["not-found", "rate-limited"],
  },
} as const satisfies Record<string, Operation>;
