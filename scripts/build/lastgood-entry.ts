import { main } from "../lastgood";

// The operator's commands as one file, for the image: `node dist/lastgood.mjs migrate`.
process.exit(await main(process.argv.slice(2)));
