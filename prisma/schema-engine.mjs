#!/usr/bin/env node
// What the Prisma CLI starts in place of its native schema engine; see schema-engine/serve.ts.
import { register } from "tsx/esm/api";

register();
const { serve } = await import("./schema-engine/serve.ts");
await serve(process.argv.slice(2));
