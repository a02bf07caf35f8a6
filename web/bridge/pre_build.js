// What this script and the program it belongs to have in common; the build writes it (tools/stamp.mjs).
Module['mj'].build = 'MINGJING_BUILD';
