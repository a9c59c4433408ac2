package dev.coop.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A host in the background, as who started it has it.
 *
 * @param words what it prints: for us, and sentences for the user
 * @param presence as long as this is open, the host knows that somebody looks at its program's last output
 * @param terminate asks it to end, as SIGTERM does
 * @param exit its exit code, 128+n if signal n ended it
 */
record StartedHost(InputStream words, OutputStream presence, Runnable terminate, CompletableFuture<Integer> exit) {}
