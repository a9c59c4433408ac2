/** The terminal that the user sits in front of: its settings and size, its keys, and what it is sent to look right again. */
@NullMarked
package dev.coop.cli.terminal;

import org.jspecify.annotations.NullMarked;
