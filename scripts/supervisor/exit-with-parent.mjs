// Loaded before each child of the supervisor (--import). The channel to it closes when it ends, even by kill -9: then so do we.
if (process.channel) {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 3_000).unref();
  });
  process.channel.unref();
}
