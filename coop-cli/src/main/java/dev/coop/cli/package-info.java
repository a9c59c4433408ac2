/** The {@code coop} command: what a person types, what is shown, which code it ends with. */
@NullMarked
package dev.coop.cli;

import org.jspecify.annotations.NullMarked;
