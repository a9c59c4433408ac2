package dev.coop.cli.client;

import java.nio.file.Path;

/** A host of the same user on the same machine, by its socket; whether it still lives is another matter. */
record LocalHost(String name, Path socket) {}
