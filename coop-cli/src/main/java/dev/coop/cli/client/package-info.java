/** The commands that talk to hosts which run already: find them, ask them, tell them something. */
@NullMarked
package dev.coop.cli.client;

import org.jspecify.annotations.NullMarked;
