import type { PlatformCtx } from "@/lib/platform/ctx";
import type { Actor } from "./types";

export type Ctx = PlatformCtx & { actor: Actor };
