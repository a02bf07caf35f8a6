// Reading the store begins with this script, before the program is compiled; then the graphics wake up.
if (!Module['mj'].refused) {
  MJStore.fetching = MJStore.fetch();
  MJStore.fetching.then(Module['mj'].graphics);
}
