# One image for both processes. `docker run … lastgood` is the web server; `… node dist/worker.mjs` the worker; `… node dist/lastgood.mjs migrate`
# brings the database up to date. Runs as an ordinary user with a read-only root file system and a tmpfs on /tmp.
# Debian, not Alpine: the packages' native binaries are the ones that are tested.

FROM node:22-bookworm-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --ignore-scripts
COPY . .
RUN npm run build

# The web server's folder is complete; worker and commands are one file each that lean on three of its packages.
RUN mkdir -p /app \
 && cp -a .next/standalone/. /app/ \
 && cp -a dist /app/dist \
 && for package in @prisma/schema-engine-wasm $(cd node_modules && ls -d @node-rs/argon2*); do \
      mkdir -p "/app/node_modules/$(dirname "$package")" && cp -a "node_modules/$package" "/app/node_modules/$(dirname "$package")/"; \
    done \
 && rm -rf /app/.lastgood

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 LASTGOOD_DATA_DIR=/tmp/lastgood
COPY --from=build --chown=root:root /app /app
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
